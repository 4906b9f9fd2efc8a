// Before signing out, what waits on this device goes to the server; then nothing of it stays here for who comes next.

import { unsentForms } from "./draft.js";

export function signout(form) {
  const own = `draft ${form.dataset.owner} `;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    for (const { keep } of unsentForms) await keep();
    const waiting = Object.keys(localStorage).filter((key) => key.startsWith(own));
    let lost = false;
    for (const key of waiting) lost = !(await keptAtServer(key.slice(own.length), JSON.parse(localStorage.getItem(key)), form)) || lost;
    if (lost && !confirm(form.dataset.lost)) return;
    for (const { leave } of unsentForms) leave();
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft ")) localStorage.removeItem(key);
    form.submit();
  });
}

/** Keep a draft on the server; tell whether it did. */
async function keptAtServer(place, { fields, version }, form) {
  const body = new FormData();
  const all = { ...fields, place, version, csrf_token: form.elements.csrf_token.value };
  for (const [name, value] of Object.entries(all)) body.set(name, value);
  try {
    const answer = await fetch("/drafts", { method: "POST", body, headers: { Accept: "application/json" } });
    return answer.ok && !answer.redirected;
  } catch {
    return false;
  }
}
