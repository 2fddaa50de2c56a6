// Pages are no longer kept on readers' devices: this removes what was kept, and itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  for (const name of await caches.keys()) {
    if (name.startsWith("ngoai-tuyen{{ root if root != "/" }}-")) await caches.delete(name);
  }
  await registration.unregister();
}
