// Start the service worker once the page stands, in the page's language: another language is another worker.
// Trusted Types let these two addresses through and no other.

const WORKERS = { de: "/sw.js?lang=de", en: "/sw.js?lang=en" };

export function offline() {
  if (!navigator.serviceWorker) return;
  const policy = window.trustedTypes?.createPolicy("stube", { createScriptURL: (name) => WORKERS[name] });
  const spoken = document.documentElement.lang.startsWith("en") ? "en" : "de";
  addEventListener("load", () => {
    navigator.serviceWorker.register(policy?.createScriptURL(spoken) ?? WORKERS[spoken]).catch(() => {});
  });
}
