// While a title is typed, show what the server finds for it (similar threads).

import { fetchFragment, showFragment } from "./fragment.js";

const PAUSE_MS = 350;
const SHORTEST = 8;

export function suggest(field) {
  const target = document.getElementById(field.dataset.target);
  if (!target) return;
  let timer = 0;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = field.value.trim();
      if (text.length < SHORTEST || text === asked) return;
      asked = text;
      const fetched = await fetchFragment(`${field.dataset.suggestUrl}?q=${encodeURIComponent(text)}`);
      if (fetched && asked === text) showFragment(target, fetched);
    }, PAUSE_MS);
  });
}
