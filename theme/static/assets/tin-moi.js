// Adds the newest articles to an article's page; without it a plain link leads to the front page. Where that
// link is in view it is left alone: nothing that is being read moves.
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
