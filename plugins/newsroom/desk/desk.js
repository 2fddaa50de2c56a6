// The desk: starts Decap CMS with the settings of this page, Vietnamese words, and a widget of our own.
// Only `invoke serve` serves it; it is never published.
window.CMS_MANUAL_INIT = true;

// Decap's Vietnamese words lack these, or speak of publishing where a file is saved.
const WORDS = {
  app: { header: { media: "Ảnh, tệp", quickAdd: "Viết mới" } },
  collection: {
    sidebar: { collections: "Nội dung", searchAll: "Tìm trong mọi thứ" },
    collectionTop: {
      newButton: "+ Thêm %{collectionLabel}",
      newButtonAriaLabel: "Thêm %{collectionLabel}",
      viewAs: "Cách xem",
      viewAsList: "Xem thành danh sách",
      viewAsGrid: "Xem thành ô",
      groupBy: "Xếp nhóm",
    },
    groups: { other: "Khác", negateLabel: "Không %{label}" },
  },
  editor: {
    editorControl: { field: { widgetLabel: "Ô %{widgetLabel}" } },
    editorInterface: {
      togglePreview: "Bật, tắt xem trước",
      toggleScrollSync: "Cuộn cùng nhau",
    },
    editorToolbar: {
      publish: "Lưu",
      publishing: "Đang lưu...",
      published: "Đã lưu",
      publishNow: "Lưu vào tệp",
      publishAndCreateNew: "Lưu rồi viết bài mới",
      publishAndDuplicate: "Lưu rồi chép thành bài mới",
      deletePublishedEntry: "Xóa tệp này",
      backCollection: " %{collectionLabel}",
    },
    editor: {
      onDeletePublishedEntry: "Xóa hẳn tệp này?",
      onDeleteWithUnsavedChanges: "Xóa hẳn tệp này, cả những điều vừa viết mà chưa lưu?",
    },
    editorWidgets: {
      markdown: {
        bold: "Đậm",
        italic: "Nghiêng",
        code: "Chữ máy",
        link: "Liên kết",
        linkPrompt: "Địa chỉ của liên kết",
        headings: "Đề mục",
        quote: "Trích dẫn",
        bulletedList: "Danh sách dấu đầu dòng",
        numberedList: "Danh sách số",
        addComponent: "Thêm",
        toggleMode: { rich: "Chuyển sang văn bản định dạng", markdown: "Chuyển sang Markdown" },
      },
      image: {
        chooseMultiple: "Chọn ảnh",
        chooseUrl: "Ghi địa chỉ ảnh",
        replaceUrl: "Thay địa chỉ ảnh",
        promptUrl: "Địa chỉ của ảnh",
        addMore: "Thêm ảnh",
        removeAll: "Gỡ mọi ảnh",
      },
      file: {
        chooseUrl: "Ghi địa chỉ tệp",
        chooseMultiple: "Chọn tệp",
        replaceUrl: "Thay địa chỉ tệp",
        promptUrl: "Địa chỉ của tệp",
        addMore: "Thêm tệp",
        removeAll: "Gỡ mọi tệp",
      },
      datetime: { setToNow: "Đặt %{fieldLabel} là lúc này" },
      list: { add: "Thêm %{item}", addType: "Thêm %{item}" },
      object: { expand: "Mở", collapse: "Gấp" },
    },
  },
  mediaLibrary: {
    mediaLibraryCard: {
      copy: "Chép",
      copyUrl: "Chép địa chỉ",
      copyPath: "Chép đường dẫn",
      copyName: "Chép tên",
      copied: "Đã chép",
    },
    mediaLibraryModal: { close: "Đóng" },
  },
  ui: {
    settingsDropdown: { account: "Tài khoản" },
    toast: { entrySaved: "Đã lưu", entryPublished: "Đã lưu vào tệp" },
  },
};

const merge = (words, more) => {
  const merged = { ...words };
  for (const [key, word] of Object.entries(more)) {
    merged[key] = typeof word === "string" ? word : merge(merged[key] ?? {}, word);
  }
  return merged;
};

// Names of a closed list, found without marks. A name spelled otherwise in the file stays.
const makeNames = ({ control: Select }) =>
  window.createClass({
    isValid() {
      return { error: false };
    },

    given() {
      const { value } = this.props;
      return value?.toJS?.() ?? (value ? [value] : []);
    },

    render() {
      const { field, value = "", onChange, forID } = this.props;
      const known = field.get("options");
      const others = this.given().filter((name) => !known.includes(name));
      const inner = { ...this.props, field: field.set("options", known.concat(others)) };
      const select = window.h(Select, inner);
      if (!field.get("in_words")) return select;
      const words = window.h("input", {
        type: "text",
        className: this.props.classNameWrapper,
        "aria-label": "Viết bằng lời",
        id: `${forID}-words`,
        placeholder: "Danh mục không có thì viết bằng lời ở đây",
        value: known.includes(value) ? "" : value,
        onChange: (event) => onChange(event.target.value),
      });
      return window.h("div", {}, select, words);
    },
  });

// Blocks of a body that the rich text editor would take apart. Each pattern takes all lines of its block.
const PICTURE = /^!\[([^\]\n]*)\]\((?:<([^>\n]*)>|([^\s()]*))\)(?:\n(?!!\[|https?:|\{static\})([^\n]+))?(?=\n\n|\n*$)/;
const asWritten = (id, label, pattern) => ({
  id,
  label,
  pattern,
  fields: [{ name: "text", label: "Markdown", widget: "text" }],
  fromBlock: ([text]) => ({ text }),
  toBlock: ({ text }) => text ?? "",
  toPreview: ({ text }) => text ?? "",
});
const COMPONENTS = [
  {
    id: "image",
    label: "Ảnh",
    pattern: PICTURE,
    fields: [
      { name: "image", label: "Tệp ảnh", widget: "image" },
      { name: "alt", label: "Lời tả ảnh", hint: "Cho người không nhìn thấy ảnh; bắt buộc" },
      { name: "caption", label: "Chú thích", required: false, hint: "Cuối chú thích ghi người chụp" },
    ],
    fromBlock: ([, alt, spaced, image, caption]) => ({ image: spaced ?? image, alt, caption }),
    toBlock: ({ image = "", alt = "", caption = "" }) => {
      const place = /[\s()]/.test(image) ? `<${image}>` : image;
      return `![${alt}](${place})${caption ? `\n${caption}` : ""}`;
    },
    toPreview: ({ alt, caption }) => caption || alt || "",
  },
  asWritten("pictures", "Bộ ảnh, phim có hình", /^!\[[^\n]*(?:\n[^\n]+)+/),
  asWritten("table", "Bảng", /^\|[^\n]*(?:\n\|[^\n]*)+/),
];

// The name of a new file, as `invoke new` makes it: the title without marks, cut between words.
const nameFile = (title, longest) => {
  const plain = title.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (slug.length <= longest) return slug || "bai";
  const cut = slug.slice(0, longest + 1);
  return cut.slice(0, cut.lastIndexOf("-")) || slug.slice(0, longest);
};

// The site's own page of the unsaved text, and what a check says of it. Each message leads to its field.
const WIDTHS = { "Điện thoại": 360, "Máy tính": 1280 };
const PAUSE = 400; // milliseconds without typing
const STYLE = `
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: #1c1c1c }
  .tools { display: flex; gap: 8px; padding: 12px 88px 12px 12px }
  .tools button, .problems button { font: inherit; cursor: pointer }
  .tools button[aria-pressed="true"] { font-weight: bold }
  .problems { margin: 0; padding: 0 88px 12px 12px; list-style: none }
  .problems button { inline-size: 100%; margin-block-end: 6px; padding: 8px; text-align: start;
    border: 1px solid; border-inline-start-width: 5px; border-radius: 4px; background: #fff; color: #8a1c1c }
  .problems .warning { color: #5c4400 }
  .problems small { display: block; color: #444 }
  .none { margin: 0; padding: 0 88px 0 12px }
  .frame { overflow: hidden; border-block-start: 1px solid #ccc }
  iframe { border: 0; transform-origin: 0 0; background: #fff }
`;
const makePreview = (api) =>
  window.createClass({
    getInitialState() {
      return { page: "", problems: [], width: 360, space: 360 };
    },

    componentDidMount() {
      this.ask();
    },

    componentDidUpdate(earlier) {
      if (earlier.entry.get("data") === this.props.entry.get("data")) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(this.ask, PAUSE);
    },

    componentWillUnmount() {
      clearTimeout(this.timer);
      this.isGone = true;
    },

    async ask() {
      const { entry, collection } = this.props;
      const draft = {
        folder: collection.get("name"),
        path: entry.get("path") ?? "",
        raw: JSON.stringify(entry.get("data").toJS()),
      };
      this.latest = draft;
      let answer;
      try {
        const response = await fetch(api, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ action: "preview", params: draft }),
        });
        answer = await response.json();
      } catch {
        answer = { error: "Chưa xem thử được: lệnh serve không trả lời. Hãy xem nó còn chạy không." };
      }
      const { page, problems, error } = answer;
      if (this.isGone || this.latest !== draft) return;
      const space = this.props.window?.innerWidth ?? 360;
      this.setState(({ page: shown }) => ({
        page: page || shown,
        problems: problems ?? [{ message: error, advice: [] }],
        space,
      }));
    },

    render() {
      const { h } = window;
      const { page, problems, width, space } = this.state;
      const scale = Math.min(1, space / width);
      return h(
        "div",
        { lang: "vi" },
        h("style", {}, STYLE),
        h(
          "div",
          { className: "tools", role: "group", "aria-label": "Bề ngang xem trước" },
          ...Object.entries(WIDTHS).map(([name, pixels]) =>
            h(
              "button",
              {
                key: name,
                type: "button",
                "aria-pressed": width === pixels,
                onClick: () => this.setState({ width: pixels }),
              },
              name,
            ),
          ),
        ),
        h(
          "ul",
          { className: "problems", "aria-live": "polite", "aria-label": "Lời của lệnh check" },
          ...problems.map(({ message, advice, isWarning, field }, number) =>
            h(
              "li",
              { key: number },
              h(
                "button",
                {
                  type: "button",
                  className: isWarning ? "warning" : "fault",
                  onClick: () => field && this.props.onFieldClick?.(field),
                },
                `${isWarning ? "Nên xem: " : "Phải sửa: "}${message}`,
                ...advice.map((sentence) => h("small", { key: sentence }, sentence)),
              ),
            ),
          ),
        ),
        !page &&
          h("p", { className: "none" }, "Chưa có trang xem trước: hãy sửa những lỗi ở đây và những lỗi mà lệnh serve báo."),
        page &&
          h(
            "div",
            { className: "frame", style: { height: "calc(100vh - 60px)" } },
            h("iframe", {
              title: "Bài như bạn đọc sẽ thấy",
              sandbox: "allow-same-origin",
              srcDoc: page,
              style: {
                width,
                height: `calc((100vh - 60px) / ${scale})`,
                transform: `scale(${scale})`,
              },
            }),
          ),
      );
    },
  });

addEventListener("DOMContentLoaded", () => {
  const { CMS } = window;
  CMS.registerLocale("vi", merge(CMS.getLocale("vi"), WORDS));
  const select = CMS.getWidget("select");
  CMS.registerWidget("names", makeNames(select), select.preview, {
    properties: { options: { type: "array" }, multiple: { type: "boolean" } },
  });
  for (const component of COMPONENTS) CMS.registerEditorComponent(component);
  localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" })); // no login: this machine
  const config = JSON.parse(document.getElementById("settings").textContent);
  const preview = makePreview(config.backend.proxy_url);
  for (const { name, folder } of config.collections) if (folder) CMS.registerPreviewTemplate(name, preview);
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const data = entry.get("data");
      const title = data.get("title");
      return entry.get("newRecord") && title
        ? data.set("file_name", nameFile(title, config.longest_name))
        : undefined;
    },
  });
  CMS.init({ config });
});
