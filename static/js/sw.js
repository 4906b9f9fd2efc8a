// The service worker: without a network a page says so, in the language of the page before. It keeps our built files
// and that page in each language, nothing else: no page of anybody, no answer of the API. The server fills in the two lines below.

const VERSION = "";
const KEPT = [];
const OFFLINE = "/offline?lang=";
const LANGUAGES = ["de", "en"];

// The page that started this worker told its language in our address.
const spoken = new URL(location.href).searchParams.get("lang") ?? "";
const language = LANGUAGES.includes(spoken) ? spoken : LANGUAGES[0];

addEventListener("install", (event) => {
  const pages = LANGUAGES.map((one) => new Request(OFFLINE + one, { credentials: "omit", cache: "reload" }));
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll([...KEPT, ...pages]))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  const forget = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)));
    await registration.navigationPreload?.enable();
    await clients.claim();
  };
  event.waitUntil(forget());
});

async function open(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE + language)) ?? Response.error();
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(event));
  else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
