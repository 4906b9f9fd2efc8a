// Start the service worker once the page stands. Trusted Types let this one address through and no other.

const WORKER = "/sw.js";

export function offline() {
  if (!navigator.serviceWorker) return;
  const policy = window.trustedTypes?.createPolicy("stube", { createScriptURL: () => WORKER });
  addEventListener("load", () => {
    navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER).catch(() => {});
  });
}
