// Questions that visits.py asks of a page; loaded before the page's own scripts.

window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.violatedDirective} ${event.blockedURI}`),
);
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push([value, sources.map(({ node }) => node?.textContent.slice(0, 60) ?? "").join("; ")]);
  }
}).observe({ type: "layout-shift", buffered: true });
const painted = new Promise((resolve) => {
  new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
});
const parsed = new Promise((resolve) => {
  document.addEventListener("readystatechange", resolve, { once: true });
});
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const TRANSPARENT = "rgba(0, 0, 0, 0)";
const all = (selector) => [...document.querySelectorAll(selector)];
const start = (element) => element.outerHTML.slice(0, 90);

function isSeen(element) {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.clipPath === "none";
}

// Wait a few seconds for the whole text to be drawn; return whether it was.
async function drawn() {
  const late = new Promise((resolve) => setTimeout(resolve, 8000, false)); // ms
  const whole = Promise.all([painted, parsed]).then(frame).then(frame);
  return Promise.race([whole.then(() => true), late]);
}

// Events until now, and how the page loads its scripts. HTML allows a module no defer.
async function arrived() {
  await frame();
  await frame();
  const isData = (script) => script.type === "application/ld+json";
  const isLate = (script) =>
    script.type === "module" ? !script.hasAttribute("defer") : script.defer || script.async || isData(script);
  const scripts = [...document.scripts];
  return {
    shifts,
    refused,
    blocking: scripts.filter((script) => !isLate(script)).map(start),
    structured: scripts.filter(isData).map((script) => script.textContent),
  };
}

function enlarge(size) {
  document.documentElement.style.fontSize = size;
}

function unfold() {
  for (const details of all("details")) details.open = true;
}

// How far the page reaches beyond its width.
function spilt() {
  const reach = document.documentElement.scrollWidth;
  return reach > innerWidth ? [`the page is ${reach} px wide`] : [];
}

// Lines too tight for the marks above and below Vietnamese letters, which need 1.25.
function clipped() {
  return all("h1, h2, h3, h4, p, li, dt, dd, td, th, a, figcaption")
    .filter((element) => {
      const { lineHeight, fontSize, overflowY, position } = getComputedStyle(element);
      const isTight = parseFloat(lineHeight) < 1.249 * parseFloat(fontSize);
      return isTight || (overflowY === "hidden" && position !== "absolute");
    })
    .map(start);
}

// All visible texts outside drawings.
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    const isHidden = !isSeen(element) || element.closest("svg, .visually-hidden, .skip-link");
    if (text.data.trim() && !isHidden) found.push(text);
  }
  return found;
}

// The boxes of all lines of text, with the beginning of each text.
function lines() {
  const found = [];
  for (const text of texts()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width > 1) found.push([box, text.data.trim().slice(0, 40)]);
    }
  }
  return found;
}

// Texts that overlap, and elements that are cut off or scroll without a name.
function spoilt() {
  const found = [];
  const texts = lines();
  for (const [index, [a, text]] of texts.entries()) {
    for (const [b, other] of texts.slice(index + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 0.4 * Math.min(a.height, b.height)) found.push(`${text} lies on ${other}`);
    }
  }
  for (const element of all("body *").filter(isSeen)) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX === "visible" && overflowY === "visible") continue;
    const overflows =
      element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    const scroller = "[role=region][aria-label][tabindex='0'], nav[aria-label] > ul"; // links scroll by keyboard
    const scrolls = element.matches(scroller) && overflowX === "auto";
    if (overflows && !scrolls) found.push(`cut off: ${start(element)}`);
  }
  return found;
}

// Targets that are too small and too near to others, those in a line of words left out.
function smallTargets() {
  const targets = all("a[href], button, input, select, summary").filter(isSeen);
  const boxes = new Map(targets.map((target) => [target, target.getBoundingClientRect()]));
  const isSmall = (box) => box.width < 24 || box.height < 24;
  const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  const standsInWords = (target) => {
    const isInline = (element) => getComputedStyle(element).display.startsWith("inline");
    if (!isInline(target)) return false;
    let block = target.parentElement;
    while (isInline(block)) block = block.parentElement;
    const rest = block.cloneNode(true);
    for (const link of rest.querySelectorAll("a")) link.remove();
    return /[\p{L}\d]/u.test(rest.textContent);
  };
  const isCrowded = (target) => {
    const [x, y] = middle(boxes.get(target));
    return targets.some((other) => {
      if (other === target) return false;
      const [otherX, otherY] = middle(boxes.get(other));
      const isNear = ({ left, right, top, bottom }) =>
        Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0)) < 12;
      const isSmallAndNear = isSmall(boxes.get(other)) && Math.hypot(otherX - x, otherY - y) < 24;
      return isSmallAndNear || [...other.getClientRects()].some(isNear); // a link may have several lines
    });
  };
  return targets
    .filter((target) => isSmall(boxes.get(target)) && isCrowded(target) && !standsInWords(target))
    .map(start);
}

// Elements without a name, out of the reading order, or moving.
function confusing() {
  const found = [];
  if (document.documentElement.lang !== "vi") found.push(`in another language: ${document.documentElement.lang}`);
  let last = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.localName[1]);
    if (level > last + 1) found.push(`after h${last}: ${start(heading)}`);
    last = level;
  }
  const isNamed = (element) => element?.getAttribute("aria-label")?.trim();
  const words = (element) => element?.textContent.trim();
  found.push(...all("nav, [role=region]").filter((element) => !isNamed(element)).map(start));
  found.push(...all("table").filter((table) => !words(table.caption) && !isNamed(table.closest("[role=region]"))).map(start));
  found.push(...all("th:not([scope])").map(start));
  const isDrawnInWords = (svg) => words(svg.querySelector("title")) && words(svg.querySelector("desc"));
  found.push(...all("svg").filter((svg) => svg.ariaHidden !== "true" && !isDrawnInWords(svg)).map(start));
  found.push(...all("meter, progress").filter((meter) => !/\d/.test(meter.parentElement.textContent)).map(start));
  for (const element of all("body *")) {
    const style = getComputedStyle(element);
    const isElsewhere = style.order !== "0" || style.float !== "none" || /reverse/.test(style.flexDirection);
    const isRead = !element.matches("img[alt=''], svg[aria-hidden=true]");
    if ((isElsewhere && isRead) || element.tabIndex > 0) found.push(`read in another order: ${start(element)}`);
    if (style.animationName !== "none" || style.transitionDuration !== "0s") found.push(`moves: ${start(element)}`);
  }
  return found;
}

function luminance(colour) {
  const [red, green, blue] = colour
    .match(/[\d.]+/g)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// The colour of the nearest element with a background.
function colourBehind(element) {
  while (getComputedStyle(element).backgroundColor === TRANSPARENT && element.parentElement) element = element.parentElement;
  return getComputedStyle(element).backgroundColor;
}

function contrast(colour, other) {
  const [a, b] = [luminance(colour), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

// Texts of too little contrast with their background; axe asks the same, and also what covers what, but slowly.
function faint() {
  const found = new Map(); // by the pair of colours
  for (const { parentElement: element } of texts()) {
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const size = parseFloat(fontSize); // CSS px
    const least = size >= 24 || (size >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
    const behind = colourBehind(element);
    const isOpaque = [color, behind].every((colour) => colour.startsWith("rgb("));
    const isFaint = !isOpaque || contrast(color, behind) < least;
    const pair = `${color} on ${behind}`;
    if (isFaint && !element.closest(":disabled")) found.set(pair, [...(found.get(pair) ?? []), element]);
  }
  return [...found].map(([pair, elements]) => `${pair} ${elements.length} times: ${start(elements[0])}`);
}

function places() {
  return all("a[href], button, input, select, summary, [tabindex='0']").filter((place) => place.checkVisibility());
}

// The element with the focus: its place in the order, its outline, and whether it is in view.
function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    place: places().indexOf(element),
    words: element.textContent.trim().slice(0, 40),
    line: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    contrast: contrast(style.outlineColor, colourBehind(element.parentElement ?? element)),
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

// Note the focus after each key.
window.walked = [];
function watchKeys() {
  document.addEventListener("keyup", () => walked.push(focused()));
}

// Focus each place in turn, as the keyboard does, and note it.
function walk() {
  return places().map((place) => {
    place.focus({ focusVisible: true });
    return focused();
  });
}

Object.assign(window, {
  drawn, arrived, enlarge, unfold, spilt, clipped, spoilt, smallTargets, confusing, faint, places, watchKeys, walk,
});
