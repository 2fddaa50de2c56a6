// Follows the site while it is edited: shows what is wrong, and refreshes the page in place.
// Only `invoke serve` adds it to pages; it is never published.
let build;
const panel = document.createElement("section");
panel.setAttribute("role", "alert");
panel.lang = "vi";
Object.assign(panel.style, {
  background: "#7a1f1f",
  color: "#fff",
  font: "1rem/1.5 system-ui, sans-serif",
  padding: "1rem",
  overflowWrap: "anywhere",
  whiteSpace: "pre-wrap",
});

const tell = (problems) => {
  panel.textContent = problems.join("\n");
  if (problems.length) document.body.prepend(panel);
  else panel.remove();
};

const style = (page) => page.querySelector("style")?.textContent;

const refresh = async () => {
  const answer = await fetch(location.href, { cache: "no-store" });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (style(next) !== style(document)) {
    location.reload(); // the policy of this page lets in its own style alone
    return;
  }
  document.title = next.title;
  document.body.replaceChildren(...next.body.childNodes);
  for (const { src } of document.head.querySelectorAll("script[src]")) {
    const again = document.createElement("script");
    again.src = src;
    document.body.append(again);
  }
};

new EventSource("/.live/events").addEventListener("message", async ({ data }) => {
  const state = JSON.parse(data);
  if (build !== undefined && build !== state.build) await refresh();
  build = state.build;
  tell(state.problems);
});
