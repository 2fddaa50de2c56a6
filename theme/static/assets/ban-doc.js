// Size of text and colours as a reader likes them, kept in this browser, and more ways to pass a page on.
// Loaded async: where the browser has it at hand, a choice holds before anything is drawn.
{
  const { dataset } = document.documentElement;
  const PANEL = `<button popovertarget="tuy-chon" aria-label="Aa: cỡ chữ, màu nền">Aa</button>
<div id="tuy-chon" popover>
<fieldset><legend>Cỡ chữ</legend>
<label><input type="radio" name="size" value="">Thường</label>
<label><input type="radio" name="size" value="large">Lớn</label>
<label><input type="radio" name="size" value="largest">Rất lớn</label></fieldset>
<fieldset><legend>Màu nền</legend>
<label><input type="radio" name="theme" value="">Theo máy</label>
<label><input type="radio" name="theme" value="light">Sáng</label>
<label><input type="radio" name="theme" value="dark">Tối</label></fieldset>
</div>`;

  const apply = () => {
    for (const name of ["size", "theme"]) {
      try {
        dataset[name] = localStorage.getItem(name) ?? "";
      } catch {} // shut
    }
    const { theme } = dataset;
    for (const meta of document.querySelectorAll("[name=theme-color]")) {
      meta.scheme ||= meta.media;
      meta.media = !theme ? meta.scheme : meta.scheme.includes(theme) ? "all" : "not all";
    }
    for (const input of document.querySelectorAll("#tuy-chon input")) {
      input.checked = input.value === (dataset[input.name] ?? "");
    }
  };

  const furnish = () => {
    const tools = document.querySelector(".masthead__tools");
    if (tools?.showPopover) {
      tools.insertAdjacentHTML("afterbegin", PANEL);
      tools.onchange = ({ target: { name, value } }) => {
        dataset[name] = value;
        try {
          localStorage.setItem(name, value);
        } catch {}
        apply();
      };
      apply();
    }
    const row = document.getElementById("chia-se");
    const address = document.querySelector("[rel=canonical]");
    if (row && address) share(row, address.href);
  };

  const share = (row, url) => {
    const add = (label, act) => {
      row.insertAdjacentHTML("beforeend", `<li class="chip"><button>${label}</button></li>`);
      row.lastChild.firstChild.onclick = act;
    };
    const sheet = { title: document.title, url };
    if (navigator.share) add("Zalo, ứng dụng khác", () => navigator.share(sheet).catch(() => {}));
    if (!navigator.clipboard) return;
    add("Chép liên kết", async () => {
      said.textContent = ""; // to be announced again
      try {
        await navigator.clipboard.writeText(url);
        said.textContent = "Đã chép liên kết.";
      } catch {
        said.textContent = `Máy không cho chép: ${url}`;
      }
    });
    row.insertAdjacentHTML("afterend", `<p class="note" role="status"></p>`);
    const said = row.nextSibling;
  };

  apply();
  addEventListener("pageshow", apply); // gone back to
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", furnish);
  else furnish();
}
