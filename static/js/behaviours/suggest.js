// While a title is typed, show what the server finds for it (similar threads): beside the form, or below the title where
// the page has one column and what stands beside comes last.

import { fetchFragment, showFragment } from "./fragment.js";

const PAUSE_MS = 350;
const SHORTEST = 8;
const NARROW = "(max-width: 59.99rem)";

export function suggest(field) {
  const target = document.getElementById(field.dataset.target);
  if (!target) return;
  if (matchMedia(NARROW).matches) field.closest("li")?.append(target);
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
