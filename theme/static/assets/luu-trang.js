// Lets pages be kept for when the network fails: sw.js, once everything else is here.
const worker = new URL("../sw.js", document.currentScript.src);
addEventListener("load", () => {
  navigator.serviceWorker?.register(worker).catch(() => {}); // without it, the site is the same
});
