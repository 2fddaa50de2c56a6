// Lets pages be kept for when the network fails: /sw.js, once everything else is here.
addEventListener("load", () => {
  navigator.serviceWorker?.register("/sw.js").catch(() => {}); // without it, the site is the same
});
