// Keep what is typed: on the server for all devices; on this device while there is no connection, and until it is back.
// The server notices when something else was kept meanwhile; then the writer decides.

const IDLE_MS = 1500;
const RETRY_MS = 10000;
const DRAFTED = ["title", "body", "category", "tags", "kind", "language", "seen_revision"];

/** What each form of this page offers to who leaves: keep() what is typed, leave() without it. */
export const unsentForms = new Set();

export function draft(form) {
  const { place, version } = form.elements;
  const key = `draft ${form.dataset.draft}`;
  const status = form.querySelector("[data-kept]");
  const late = form.querySelector("[data-late]");
  if (!place || !status || !late) return;
  const typed = () => JSON.stringify(draftOf(form));
  let last = form.hasAttribute("data-dirty") ? "" : typed();
  let timer = 0;
  let busy = null;
  let sending = false;
  let waiting = false;

  const stay = (words) => {
    status.textContent = words;
    keepOnDevice(key, { fields: draftOf(form), version: version.value });
    later(RETRY_MS);
  };
  const post = async () => {
    const sent = typed();
    const body = new FormData();
    const { csrf_token: token } = form.elements;
    const all = { ...draftOf(form), place: place.value, version: version.value, csrf_token: token.value };
    for (const [name, value] of Object.entries(all)) body.set(name, value);
    let answer = null;
    try {
      answer = await fetch("/drafts", { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      stay(status.dataset.away);
      return "away";
    }
    if (answer.status === 409) decide(await answer.json());
    else if (!answer.ok || answer.redirected) stay(status.dataset.full);
    else {
      version.value = (await answer.json()).version;
      last = sent;
      localStorage.removeItem(key);
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      status.textContent = status.dataset.kept.replace("{time}", time);
      if (typed() === sent) form.dispatchEvent(new Event("kept"));
      else later(IDLE_MS);
    }
    return "done";
  };
  const save = () => {
    clearTimeout(timer);
    if (typed() === last || !late.hidden) return Promise.resolve("done");
    busy ??= post().finally(() => { busy = null; });
    return busy;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const decide = (other) => {
    if (JSON.stringify(other.fields) === "{}" && Number(version.value)) {
      version.value = 0; // it was sent or thrown away elsewhere: what is typed here begins anew when it goes on
      last = typed();
      return;
    }
    late.querySelector("[data-other]").textContent = other.fields.body ?? "";
    late.hidden = false;
    late.scrollIntoView({ block: "nearest" });
    const done = (event) => {
      const taken = event.target.closest("[data-take], [data-keep]");
      if (!taken) return;
      late.removeEventListener("click", done);
      late.hidden = true;
      version.value = other.version;
      if (taken.matches("[data-take]")) fillForm(form, other.fields);
      localStorage.removeItem(key);
      last = "";
      save();
      form.elements.body.focus();
    };
    late.addEventListener("click", done);
  };

  unsentForms.add({ keep: save, leave: () => { sending = true; } });
  form.addEventListener("input", () => later(IDLE_MS));
  addEventListener("online", () => save());
  addEventListener("pagehide", () => {
    if (!sending && typed() !== last) stay("");
  });
  form.addEventListener("submit", async (event) => {
    if (sending || event.submitter?.name === "preview" || (typed() === last && navigator.onLine)) {
      sending = true;
      clearTimeout(timer);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) return;
    waiting = true;
    const { submitter } = event;
    if (busy) await busy;
    last = "";
    const reached = await save();
    waiting = false;
    if (reached === "away") {
      status.textContent = status.dataset.waits;
      return;
    }
    localStorage.removeItem(key); // the server is there: it shows the text again when it does not take it
    sending = true;
    form.requestSubmit(submitter);
  });
  addEventListener("pageshow", () => { sending = false; });

  const local = ofThisDevice(key);
  if (form.hasAttribute("data-dirty")) later(0);
  else if (local && JSON.stringify(local.fields) !== typed()) {
    if (local.version === version.value) {
      fillForm(form, local.fields);
      later(0);
    } else decide({ ...local, version: version.value });
  }
}

function keepOnDevice(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // full or switched off: the warning before leaving stays
  }
}

function draftOf(form) {
  const all = new FormData(form);
  return Object.fromEntries(DRAFTED.filter((name) => all.has(name)).map((name) => [name, all.get(name)]));
}

function fillForm(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.elements.body.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** What could not be sent last time. What somebody else left on this device is dropped unread. */
function ofThisDevice(key) {
  const owner = key.split(" ")[1];
  for (const other of Object.keys(localStorage)) {
    if (other.startsWith("draft ") && other.split(" ")[1] !== owner) localStorage.removeItem(other);
  }
  return JSON.parse(localStorage.getItem(key) ?? "null");
}
