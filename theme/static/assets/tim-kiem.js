// Searches the index of the site; spells words as the index does (plugins/newsroom/search).
const MOST_WORDS = 12;
const AT_ONCE = 10; // results
const LONGEST_ONSET = "ngh".length; // the letters of a syllable before its first vowel
const PAUSE = 200; // ms without a key before a search
const EXACT = 3, EXACT_SO_FAR = 2, FOLDED = 1, FOLDED_SO_FAR = 0;
const PLACES = [0, 2, 4, 6]; // what a word counts for in a body, in a summary or a name, in a title, as the name itself
const PHRASE = 5; // what it counts for that a word follows the one before it, as in the query

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const WORD = /[\p{L}\p{N}]+/gu;
const spell = (word) => {
  const decomposed = word.normalize("NFD");
  return decomposed.replace(TONES, "").normalize("NFC") + (decomposed.match(TONES) ?? []).join("");
};
const fold = (spelt) => spelt.replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
const wordsOf = (text) => text.normalize("NFC").toLowerCase().match(WORD) ?? [];

const byId = (id) => document.getElementById(id);
const form = byId("tim"), status = byId("tim-duoc"), list = byId("ket-qua"), more = byId("xem-them");
const bounds = form.dataset.bounds.split(" ");
const segments = form.dataset.segments.split(" ").map((text, index) => {
  const [counts, step, rows, version] = text.split(".");
  const starts = []; // of its blocks
  let count = 0;
  for (const size of counts.split(",")) {
    starts.push(count);
    count += +size;
  }
  return { number: index + 1, starts, count, step: +step, rows: +rows, version };
});

const kept = new Map();
function load(segment, name, parse) {
  const path = `${form.action}${segment.number}/${name}?v=${segment.version}`;
  if (!kept.has(path)) {
    const loading = fetch(path)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
      .then(parse);
    loading.catch(() => kept.delete(path)); // the next search tries again
    kept.set(path, loading);
  }
  return kept.get(path);
}
const parseLines = (text) => new Map(text.split("\n").map((line) => line.split(" ")));

// The last word may be unfinished: from its first vowel on it stands for all that begin so; before, it
// must not be the reason why nothing is found.
function parse(text) {
  const words = wordsOf(text).slice(0, MOST_WORDS).map((word) => {
    const spelt = spell(word);
    const [letters, tone] = [spelt.replace(TONES, ""), spelt.match(TONES)?.[0]];
    return { spelt, letters, tone, key: fold(spelt), isOpen: false, isWaiting: false };
  });
  const last = words.at(-1);
  if (last && /[\p{L}\p{N}]$/u.test(text.normalize("NFC"))) {
    last.isOpen = /[aeiouy\d]/.test(last.key);
    last.isWaiting = !last.isOpen && last.key.length <= LONGEST_ONSET;
  }
  return words;
}

function quality(word, spelt) {
  if (spelt === word.spelt) return EXACT;
  const key = fold(spelt);
  if (key === word.key) return FOLDED;
  if (!word.isOpen || !key.startsWith(word.key)) return -1;
  const begins = spelt.replace(TONES, "").startsWith(word.letters);
  return begins && (!word.tone || spelt.includes(word.tone)) ? EXACT_SO_FAR : FOLDED_SO_FAR;
}

// Calls use(number, place, position) for each entry that is told of in a line of the index.
function read(text, starts, use) {
  let at = 0;
  const next = () => {
    for (let value = 0, scale = 1; ; scale *= 32) {
      const code = text.charCodeAt(at++);
      if (code >= 93) return value + (code - 93) * scale;
      value += (code - 35) * scale;
    }
  };
  for (let start, number, isHead; at < text.length; ) {
    const letter = text.charCodeAt(at);
    if (letter >= 67 && letter <= 91) { // C to [
      isHead = letter === 67;
      if (!isHead) start = starts[letter - 70];
      number = start - 1;
      at++;
    } else {
      number += next();
      const head = isHead ? next() : 0;
      use(number, head & 3, head >> 2);
    }
  }
}

// For each entry of a segment how well the word is found there, or -1, and where.
async function look(segment, word, hasMarks) {
  const partOf = (key) => Math.floor(bounds.filter((bound) => bound <= key).length / segment.step);
  const names = [];
  for (let part = partOf(word.key); part <= partOf(word.key + (word.isOpen ? "\uffff" : "")); part++) names.push(part);
  const ranks = new Int32Array(segment.count).fill(-1), positions = new Int32Array(segment.count);
  for (const part of await Promise.all(names.map((name) => load(segment, `${name}.txt`, parseLines)))) {
    for (const [spelt, text] of part) {
      const exactness = quality(word, spelt);
      if (exactness < 0) continue;
      read(text, segment.starts, (number, place, position) => {
        const rank = hasMarks ? exactness * 1024 + PLACES[place] : PLACES[place] * 1024 + exactness;
        if (rank > ranks[number]) [ranks[number], positions[number]] = [rank, position];
      });
    }
  }
  return { ranks, positions };
}

async function choose(segment, facets) {
  const lists = facets.length ? await load(segment, "loc.txt", parseLines) : new Map();
  const counts = new Uint8Array(segment.count);
  for (const facet of facets) read(lists.get(facet) ?? "", segment.starts, (number) => counts[number]++);
  return (number) => counts[number] === facets.length;
}

async function search(words, facets) {
  const hasMarks = words.some(({ spelt, key }) => spelt !== key);
  const found = await Promise.all(segments.map(async (segment) => {
    const [isChosen, ...looks] = await Promise.all(
      [choose(segment, facets), ...words.map((word) => look(segment, word, hasMarks))]);
    return { segment, isChosen, looks };
  }));
  const last = words.length - 1;
  if (words[last]?.isWaiting && found.every(({ looks }) => looks[last].ranks.every((rank) => rank < 0))) {
    words.pop();
    for (const { looks } of found) looks.pop();
  }
  if (words.length + facets.length === 0) return [];
  const results = [];
  for (const { segment, isChosen, looks } of found.reverse()) {
    for (let number = segment.count - 1; number >= 0; number--) {
      if (!isChosen(number) || looks.some(({ ranks }) => ranks[number] < 0)) continue;
      let rank = 0;
      looks.forEach(({ ranks, positions }, index) => {
        rank += ranks[number];
        const follows = index && positions[number] === looks[index - 1].positions[number] + 1;
        if (follows) rank += PHRASE * (hasMarks ? 1 : 1024);
      });
      results.push({ segment, number, rank });
    }
  }
  return results.sort((one, other) => other.rank - one.rank); // which keeps the newest first
}

// The text, with what was looked for marked: the words as typed, or where there is none, its likes.
function highlight(text, words) {
  const parts = [...text.matchAll(WORD)].map((match) => ({ match, spelt: spell(match[0].toLowerCase()) }));
  const exact = words.filter((word) => parts.some(({ spelt }) => quality(word, spelt) >= EXACT_SO_FAR));
  const nodes = [];
  let end = 0;
  for (const { match, spelt } of parts) {
    if (!words.some((word) => quality(word, spelt) >= (exact.includes(word) ? EXACT_SO_FAR : 0))) continue;
    nodes.push(text.slice(end, match.index), make("mark", "", match[0]));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}

async function draw({ segment, number }, words) {
  const file = await load(segment, `bai-${Math.floor(number / segment.rows)}.json`, JSON.parse);
  const [url, title, note, summary] = file[number % segment.rows];
  const link = make("a", "", ...highlight(title, words));
  link.href = new URL(`../${url}`, form.action).pathname;
  return make("li", "card", make("h2", "card__title", link), make("p", "card__line", note),
    make("p", "card__summary", ...highlight(summary, words)));
}

function make(tag, className, ...content) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

let turn = 0;
let showMore = async () => {};

async function run() {
  const mine = ++turn;
  const data = new FormData(form);
  const text = data.get("q");
  const filled = [...data].filter(([, value]) => value.trim());
  history.replaceState(null, "", filled.length ? `?${new URLSearchParams(filled)}` : location.pathname);
  const words = parse(text);
  const facets = filled.filter(([name]) => name !== "q").map(([name, slug]) => `${name}/${slug}/`);
  try {
    const results = await search(words, facets);
    const isAsked = words.length + facets.length > 0; // of what is left of it
    const drawn = await Promise.all(results.slice(0, AT_ONCE).map((result) => draw(result, words)));
    if (mine !== turn) return;
    list.replaceChildren(...drawn);
    showMore = async () => {
      const shown = list.children.length;
      list.append(...await Promise.all(results.slice(shown, shown + AT_ONCE).map((one) => draw(one, words))));
      more.hidden = list.children.length >= results.length;
      list.children[shown].querySelector("a").focus();
    };
    more.hidden = drawn.length >= results.length;
    byId("khong-thay").hidden = !isAsked || results.length > 0;
    byId("danh-sach").hidden = results.length > 0;
    const count = results.length.toLocaleString("vi");
    const asked = text.trim() ? ` cho “${text.trim()}”` : "";
    status.textContent = !isAsked ? "" : results.length ? `Tìm thấy ${count} kết quả${asked}.`
      : `Không tìm thấy kết quả nào${asked}.`;
  } catch {
    if (mine === turn) fail();
  }
}

function fail() {
  status.textContent = "Chưa tải được dữ liệu tìm kiếm. Xin xem lại kết nối mạng rồi bấm Enter để thử lại.";
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(run, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  run();
});
document.addEventListener("keydown", (event) => {
  const stops = [form.elements.q, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? null : stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
more.addEventListener("click", () => showMore().catch(fail));
form.querySelector("fieldset").disabled = false;
const asked = [...new URLSearchParams(location.search)].filter(([name]) => form.elements.namedItem(name));
for (const [name, value] of asked) form.elements.namedItem(name).value = value;
if (asked.length) run();

export { fold, spell, wordsOf };
