// While @ab is typed, suggest people. The field keeps the focus; arrows choose, Enter or Tab takes, Escape closes.

import { fetchFragment, showFragment } from "./fragment.js";
import { typeOver } from "./typing.js";

const NAMED = /(?:^|[\s(>*"«])@([0-9A-Za-zÀ-ÖØ-öø-ž._'’-]{2,30})$/;
const ASK_MS = 200;

export function mention(frame) {
  const field = frame.querySelector("textarea");
  const list = frame.querySelector("[data-names]");
  if (!field || !list) return;
  const said = list.nextElementSibling;
  let timer = 0;
  let asked = "";
  const begun = () => NAMED.exec(field.value.slice(0, field.selectionEnd))?.[1] ?? "";
  const names = () => [...list.querySelectorAll("[role=option]")];
  const close = () => {
    list.hidden = true;
    asked = said.textContent = "";
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren();
  };
  const choose = (index) => {
    for (const [place, name] of names().entries()) {
      name.id = `${list.id}-${place}`;
      name.setAttribute("aria-selected", place === index);
      if (place === index) field.setAttribute("aria-activedescendant", name.id);
    }
  };
  const take = (name) => {
    const end = field.selectionEnd;
    const start = end - begun().length;
    close();
    typeOver(field, start, end, `${name.dataset.handle} `);
  };
  const ask = async () => {
    const start = begun();
    if (!start || start === asked) return start ? undefined : close();
    asked = start;
    const mark = list.dataset.names.includes("?") ? "&" : "?";
    const fetched = await fetchFragment(`${list.dataset.names}${mark}q=${encodeURIComponent(start)}`);
    if (asked !== start) return;
    if (!fetched?.querySelector("[data-handle]")) {
      list.hidden = true;
      return;
    }
    showFragment(list, fetched);
    list.hidden = false;
    said.textContent = said.dataset.said.replace("{n}", names().length);
    choose(0);
  };
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (begun()) timer = setTimeout(ask, ASK_MS);
    else close();
  });
  field.addEventListener("blur", () => setTimeout(close, ASK_MS));
  list.addEventListener("mousedown", (event) => {
    const name = event.target.closest("[data-handle]");
    event.preventDefault();
    if (name) take(name);
  });
  frame.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const all = names();
    const at = all.findIndex((name) => name.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") choose((at + 1) % all.length);
    else if (event.key === "ArrowUp") choose((at - 1 + all.length) % all.length);
    else if (event.key === "Enter" || event.key === "Tab") take(all[Math.max(at, 0)]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
