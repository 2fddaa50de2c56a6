// Lists what sw.js keeps on this device: what was opened, the latest first, then the newest articles;
// and throws it away when told to.
const root = new URL("..", document.currentScript.src).pathname;
const section = document.getElementById("da-luu");
const [empty, more] = section.querySelectorAll("p");
const told = (request, name) => request.headers.get(`kept-${name}`);

async function openKept() {
  const name = (await caches.keys()).find((one) => one.startsWith(`ngoai-tuyen${root.slice(0, -1) && root}-`));
  return name && caches.open(name);
}

async function show() {
  const cache = await openKept();
  const pages = ((await cache?.keys()) ?? []).filter((request) => told(request, "title"));
  const { newest } = (await (await cache?.match(`${root}ngoai-tuyen.json`))?.json()) ?? {};
  const place = (page) => (told(page, "seen") ? -told(page, "at") : newest.indexOf(told(page, "path")));
  const list = document.createElement("ul");
  list.className = "links";
  for (const page of pages.sort((a, b) => place(a) - place(b))) {
    const link = document.createElement("a");
    const title = new DOMParser().parseFromString(decodeURIComponent(told(page, "title")), "text/html");
    link.href = told(page, "path");
    link.textContent = title.body.textContent.replace(/ \| [^|]*$/, "");
    const note = document.createElement("span");
    note.className = "links__note";
    const sent = new Date(Number(told(page, "sent")));
    const day = `${sent.getDate()}/${sent.getMonth() + 1}/${sent.getFullYear()}`;
    const time = `${sent.getHours()}:${String(sent.getMinutes()).padStart(2, "0")}`;
    note.textContent = `${told(page, "seen") ? "Đã mở" : "Bài mới"}, lưu lúc ${time} ngày ${day}`;
    const item = document.createElement("li");
    item.append(link, note);
    list.append(item);
  }
  section.querySelector("ul")?.remove();
  if (pages.length) empty.before(list);
  empty.hidden = pages.length > 0;
  more.hidden = !pages.length;
}

async function remove() {
  const cache = await openKept();
  for (const request of (await cache?.keys()) ?? []) {
    const isPicture = told(request, "path").startsWith(`${root}anh/`);
    if (isPicture || told(request, "title")) await cache.delete(request);
  }
  await show();
}

if ("caches" in window) {
  more.querySelector("button").addEventListener("click", remove);
  show();
}
