// Adds the newest articles to an article's page; without it a plain link leads to the front page.
const section = document.getElementById("tin-moi");
if (section) {
  fetch("/tin-moi.json")
    .then((answer) => answer.json())
    .then((newest) => {
      const list = document.createElement("ul");
      list.className = "links";
      for (const { title, url, date } of newest.filter(({ url }) => url !== location.pathname)) {
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
      section.append(list);
    })
    .catch(() => {}); // the link is there
}
