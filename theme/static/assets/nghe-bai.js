// Reads an article aloud in a voice of the device: tin-moi.js fetches this file when a reader first asks for it.
const SPEEDS = [1, 1.25, 1.5, 0.75];
const PARTS = "h1, h2, h3, h4, p, li, tr, dt, dd";
const voices = speechSynthesis;

export function read(bar, voice) {
  const article = bar.closest("article");
  const parts = [...article.querySelectorAll("h1, .summary, .text *")].filter(
    (one) => one.matches(PARTS) && !one.closest("figure, .footnote") && textOf(one),
  );
  bar.insertAdjacentHTML("beforeend", `<button aria-label="Tốc độ 1">1×</button><button>Thôi</button>`);
  const [play, speed, close] = bar.children;
  const place = bar.style.cssText;
  for (const one of [speed, close]) one.style.cssText = play.style.cssText;
  let at = 0; // the part that is read
  let from = 0; // the first letter of it that is not yet read
  let now; // what the device says, if anything
  let marked;

  const mark = (part) => {
    const old = marked?.getBoundingClientRect();
    if (marked) marked.style.cssText = "";
    marked = part;
    if (!part) return;
    part.style.cssText = "background:var(--sheet);outline:.375rem solid var(--sheet);scroll-margin:5rem";
    if (old?.bottom > 0 && old.top < innerHeight) part.scrollIntoView({ block: "nearest" });
  };
  const show = (isOn) => {
    bar.style.cssText = isOn
      ? "position:fixed;inset:auto 1rem 1rem auto;z-index:1;border:1px solid;background:var(--paper)"
      : place;
    speed.hidden = close.hidden = !isOn;
  };
  const stop = () => {
    now = undefined;
    voices.cancel();
    play.textContent = "Nghe tiếp";
  };
  const end = () => {
    stop();
    mark();
    at = from = 0;
    play.textContent = "Nghe bài";
    show(false);
  };
  const say = () => {
    stop(); // also what another page says; not every device can pause
    if (!parts[at]) return end();
    mark(parts[at]);
    play.textContent = "Tạm dừng";
    show(true);
    const begin = from;
    const it = (now = new SpeechSynthesisUtterance(textOf(parts[at]).slice(begin)));
    Object.assign(it, {
      voice,
      lang: voice.lang,
      rate: SPEEDS[0],
      onboundary: ({ charIndex }) => it === now && (from = begin + charIndex),
      onend: () => it === now && ((from = 0), at++, say()),
      onerror: () => it === now && stop(),
    });
    voices.speak(it);
  };

  play.onclick = () => (now ? stop() : say());
  speed.onclick = () => {
    SPEEDS.push(SPEEDS.shift());
    const name = String(SPEEDS[0]).replace(".", ",");
    speed.textContent = `${name}×`;
    speed.ariaLabel = `Tốc độ ${name}`;
    if (now) say();
  };
  close.onclick = () => {
    end();
    play.focus();
  };
  addEventListener("pagehide", stop);
  say();
}

// The cells of a row are read one after the other. Signs of footnotes are left out, and parts within this part.
function textOf(part) {
  const copy = part.cloneNode(true);
  for (const one of copy.querySelectorAll(`sup[id], ${PARTS}`)) one.remove();
  for (const cell of copy.querySelectorAll("td, th")) cell.append(", ");
  return copy.textContent.replace(/\s+/g, " ").replace(/[ ,]+$/, "").trim();
}
