// Adds to an article's page what only a script can: the newest articles, and a button to hear the article.

// Without the newest articles a plain link leads to the front page. Where that link is in view it is left alone:
// nothing that is being read moves.
const section = document.getElementById("tin-moi");
if (section) {
  const isNew = ({ url }) => url !== location.pathname && !document.querySelector(`.card a[href="${url}"]`);
  fetch(new URL("../tin-moi.json", document.currentScript.src))
    .then((answer) => answer.json())
    .then((newest) => {
      const list = document.createElement("ul");
      list.className = "links";
      for (const { title, url, date } of newest.filter(isNew)) {
        const link = document.createElement("a");
        link.href = url;
        link.textContent = title;
        const note = document.createElement("span");
        note.className = "links__note";
        note.textContent = date;
        link.append(note);
        const item = document.createElement("li");
        item.append(link);
        list.append(item);
      }
      if (section.getBoundingClientRect().top > innerHeight) section.querySelector("p").before(list);
    })
    .catch(() => {}); // the link is there
}

// Only voices of the device itself: others send the text to their makers.
const voices = window.speechSynthesis;
const offerVoice = () => {
  const voice = voices.getVoices().find(({ lang, localService }) => localService && /^vi([-_]|$)/i.test(lang));
  const header = document.querySelector("article header");
  if (!voice || !header || document.querySelector(".listen")) return;
  header.insertAdjacentHTML(
    "afterbegin",
    `<div class="listen chips" role="group" aria-label="Nghe bài"><button>Nghe bài</button></div>`,
  );
  const bar = header.firstChild;
  const button = bar.firstChild;
  // Styles that few readers need are here, not in every page. It lies beside the kicker: nothing moves.
  header.style.position = "relative";
  bar.style.cssText = "position:absolute;inset:-.75rem 0 auto auto";
  button.style.cssText = "min-block-size:2.75rem;min-inline-size:2.75rem;border:0;color:var(--accent);font-weight:650";
  const begin = () => {
    button.onclick = null;
    voices.speak(new SpeechSynthesisUtterance("")); // some devices speak only if they begin at a touch
    import("./nghe-bai.js")
      .then(({ read }) => read(bar, voice))
      .catch(() => {
        button.textContent = "Chưa tải được, thử lại";
        button.onclick = begin;
      });
  };
  button.onclick = begin;
};
if (voices) {
  offerVoice();
  voices.onvoiceschanged = offerVoice;
}
