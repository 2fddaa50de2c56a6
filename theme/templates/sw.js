// Keeps the pages that a reader has opened, and the newest articles, for when the network fails. While it
// answers, nothing that is kept is shown. Browsers take this file anew when a byte of it has changed; the
// next line stands for what it holds ready.
// {{ version() }}
const CACHES = "ngoai-tuyen{{ root if root != "/" }}-"; // other sites of this host have caches too
const CACHE = `${CACHES}1`; // another number: what was kept before is thrown away
const READY = {{ ready|tojson }};
const OFFLINE = READY[0];
const LIST = "{{ root }}{{ addresses.KEPT_LIST }}";
const MOST = 5_000_000; // bytes of all that is kept
const NOT_TO_KEEP = '<meta name="robots" content="noindex">'; // also what is left where an article was

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { method, mode, url, headers } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== location.origin || search || headers.has("range")) return;
  if (mode === "navigate" && isPage(pathname)) event.respondWith(visit(event, pathname));
  else if (pathname.startsWith("{{ root ~ addresses.PICTURES }}")) event.respondWith(see(event, pathname)); // named by their content
  else if (READY.includes(pathname)) event.respondWith(fetch(event.request).catch(() => find(pathname)));
});

const isPage = (path) => path.startsWith("{{ root }}") && /(\/[^.]*|\.html)$/.test(path);

async function install() {
  skipWaiting(); // no version of a page needs one of the worker
  const cache = await caches.open(CACHE);
  for (const path of READY) {
    const answer = await fetch(path, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await put(cache, pack(path, await answer.blob(), answer));
  }
  await readList(); // articles are fetched only for a reader who opens a second page
  await keepOpenPages().catch(() => {});
}

// What was opened before there was a worker; its pictures only where the browser has them.
async function keepOpenPages() {
  for (const { url } of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    const { pathname, search } = new URL(url);
    if (search || !isPage(pathname) || (await find(pathname))) continue;
    await note(pathname, await fetch(pathname, { cache: "no-cache" }), true);
    for (const path of (await about(pathname))?.pictures ?? []) {
      const had = { cache: "only-if-cached", mode: "same-origin" };
      await fetch(path, had).then((answer) => notePicture(path, answer), () => {});
    }
  }
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHES) && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

// --- What is answered

async function visit(event, path) {
  const { url, headers, cache } = event.request;
  const fresh = cache === "default" ? "no-cache" : cache; // browsers guess how long a page stays new
  let answer;
  try {
    answer = await fetch(url, { headers, cache: fresh, redirect: "manual" });
  } catch {
    return offline(path);
  }
  const noted = cache === "force-cache" ? Promise.resolve() : note(path, answer.clone(), true); // going back
  event.waitUntil(noted.then(look));
  return answer;
}

async function see(event, path) {
  const kept = await find(path);
  if (kept) return kept;
  const answer = await fetch(event.request);
  event.waitUntil(notePicture(path, answer.clone()));
  return answer;
}

async function offline(path) {
  const kept = await find(path);
  const { sent, title } = (kept && (await about(path))) ?? {};
  if (title) {
    const html = (await kept.text()).replace("<title>", "<title>Bản đã lưu: ");
    return page(html, `Bạn đang xem bản đã lưu lúc ${clock(sent)}, có thể khác với bản mới.`, 200);
  }
  const ready = await find(OFFLINE);
  if (!ready) return Response.error();
  if (path === OFFLINE) return ready;
  return page(await ready.text(), "Trang bạn cần chưa được lưu trên máy này.", 503);
}

function page(html, words, status) {
  const list = status === 200 ? ` · <a href="${OFFLINE}">Các trang đã lưu</a>` : "";
  const notice = `Không kết nối được. ${words} <a href="">Thử tải lại</a>${list}`;
  const told = html.replace(/<main[^>]*>/, (main) => `${main}<p class="kept" role="status">${notice}</p>`);
  return new Response(told, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

function clock(sent) {
  const time = new Date(sent);
  const minutes = String(time.getMinutes()).padStart(2, "0");
  return `${time.getHours()}:${minutes} ngày ${time.getDate()}/${time.getMonth() + 1}/${time.getFullYear()}`;
}

// --- What is kept: beside each answer, in the headers of its request, what we know of it

const find = (path) => caches.open(CACHE).then((cache) => cache.match(path)).catch(() => undefined);
const about = async (path) => (await (await caches.open(CACHE)).keys(path)).map(read)[0];
const put = (cache, { request, response }) => cache.put(request, response);

function pack(path, body, answer, more = {}) {
  const [at, type] = [Date.now(), answer.headers.get("content-type") ?? ""];
  const sent = Math.min(Date.parse(answer.headers.get("date")) || at, at); // others may have cached it
  const told = { "kept-path": path, "kept-at": at, "kept-sent": sent, "kept-bytes": body.size };
  const request = new Request(path, { headers: { ...told, ...more } });
  return { request, response: new Response(body, { headers: { "content-type": type } }) };
}

function read({ headers }) {
  const told = (name) => headers.get(`kept-${name}`) ?? "";
  const [path, title, seen, fetched] = ["path", "title", "seen", "fetched"].map(told);
  const [at, sent, since, bytes] = ["at", "sent", "since", "bytes"].map((name) => Number(told(name)));
  const pictures = told("pictures").split(" ").filter(Boolean);
  return { path, title, seen, fetched, pictures, at, sent, since, bytes };
}

let turn = Promise.resolve();
const inTurn = (change) => (turn = turn.then(change).catch(() => {})); // one change after the other

// Keeps the page at `path` as it was answered, or lets go of it where it is no more.
function note(path, answer, seen) {
  if (READY.includes(path)) return Promise.resolve();
  const { ok, status, headers } = answer;
  const isHtml = ok && (headers.get("content-type") ?? "").startsWith("text/html");
  const reading = isHtml ? answer.text() : Promise.resolve("");
  return inTurn(async () => {
    const html = await reading;
    if (html && !html.includes(NOT_TO_KEEP)) {
      const title = encodeURIComponent(/<title>([^<]*)/.exec(html)?.[1] ?? path);
      const pictures = [...new Set(html.match(/{{ (root ~ addresses.PICTURES)|replace("/", "\\/") }}[^"\s,]+/g))].join(" ");
      const more = { "kept-title": title, "kept-pictures": pictures, "kept-seen": seen ? "1" : "" };
      await keep(pack(path, new Blob([html]), answer, more));
    } else if (html || [0, 404, 410].includes(status)) { // 0: it has moved
      const cache = await caches.open(CACHE);
      if (await cache.delete(path)) await settle(cache, MOST);
    }
  });
}

function notePicture(path, answer) {
  const reading = answer.status === 200 ? answer.blob() : Promise.resolve();
  return inTurn(async () => {
    const body = await reading;
    if (body) await keep(pack(path, body, answer));
  });
}

async function keep(thing) {
  const cache = await caches.open(CACHE);
  const made = read(thing.request);
  const left = await settle(cache, MOST, made);
  if (!left.has(made.path)) return;
  try {
    await put(cache, { ...thing, response: thing.response.clone() });
  } catch { // the device has less room than that
    const half = [...left.values()].reduce((sum, bytes) => sum + bytes, 0) / 2;
    if ((await settle(cache, half, made)).has(made.path)) await put(cache, thing);
  }
}

// Lets go of all that should not stay beside `made`, which is to come: pages sent before something was gone,
// articles that never were opened and are no longer new, the oldest pages when all would weigh more than
// `most` bytes, pictures on none of the others. Returns what stays, with its weight.
async function settle(cache, most, made) {
  const kept = (await cache.keys()).map(read);
  const things = new Map([...kept, ...(made ? [made] : [])].map((one) => [one.path, one]));
  const { since } = things.get(LIST);
  const { newest } = await (await cache.match(LIST)).json();
  const stays = new Map();
  let room = most;
  const admit = (path) => {
    if (stays.has(path) || !things.has(path)) return true;
    const { bytes } = things.get(path);
    if (bytes > room) return false;
    room -= bytes;
    stays.set(path, bytes);
    return true;
  };
  [...READY, LIST].forEach(admit);
  const may = ({ path, title, seen, sent }) => title && sent >= since && (seen || newest.includes(path));
  for (const { path, pictures } of [...things.values()].filter(may).sort((a, b) => b.at - a.at)) {
    if (![path, ...pictures].map(admit).every(Boolean)) break;
  }
  for (const path of things.keys()) if (!stays.has(path)) await cache.delete(path);
  return stays;
}

// --- What is new, and what is gone

let looking;
const look = () => (looking ??= lookNow().catch(() => {}).finally(() => (looking = undefined)));

async function lookNow() {
  const list = await readList();
  if (navigator.connection?.saveData || (await about(LIST)).fetched) return;
  for (const path of list.newest) {
    if (!(await find(path))) await note(path, await fetch(path, { cache: "no-cache" }), false);
  }
  await keepList(list, "1"); // once, also where there was no room for them
}

async function readList() {
  const answer = await fetch(LIST, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${LIST}: ${answer.status}`);
  const body = await answer.blob();
  const list = { answer, body, ...JSON.parse(await body.text()) };
  await keepList(list, "");
  return list;
}

const keepList = ({ answer, body, gone, newest }, fetched) => inTurn(async () => {
  const cache = await caches.open(CACHE);
  const before = await (await cache.match(LIST))?.json();
  const made = pack(LIST, body, answer);
  const { sent } = read(made.request);
  const known = before ? await about(LIST) : { since: 0 };
  const isSame = before?.gone === gone && before.newest.join() === newest.join();
  made.request.headers.set("kept-since", before && before.gone !== gone ? sent : known.since);
  made.request.headers.set("kept-fetched", fetched || (isSame ? known.fetched : ""));
  await put(cache, made);
  await settle(cache, MOST);
});
