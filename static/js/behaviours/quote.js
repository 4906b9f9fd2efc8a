// Where words of a post are chosen, offer to quote them in the answer below. Without scripts a link quotes the post.

import { typeOver } from "./typing.js";

const ABOVE_PX = 52;

export function quote(button) {
  const field = document.getElementById(button.dataset.target);
  if (!field) return;
  const show = () => {
    const found = chosenWords();
    button.hidden = !found;
    if (!found) return;
    const box = found.range.getBoundingClientRect();
    button.style.insetBlockStart = `${Math.max(box.top - ABOVE_PX, 8)}px`;
    button.style.insetInlineStart = `${Math.max(Math.min(box.left, innerWidth - button.offsetWidth - 8), 8)}px`;
  };
  document.addEventListener("selectionchange", show);
  addEventListener("scroll", show, { passive: true });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const found = chosenWords();
    if (!found) return;
    const name = found.name.replace(/[\\`*_[\]<>@]/g, "\\$&");
    const lines = found.words.split("\n").map((line) => `> ${line}`.trimEnd());
    const gap = field.value.trim() ? "\n\n" : "";
    typeOver(field, field.value.trimEnd().length, field.value.length, `${gap}> **${name}**\n>\n${lines.join("\n")}\n\n`);
    button.hidden = true;
  });
}

/** Words chosen inside the text of one post, and who wrote it. */
function chosenWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const place = (node) => (node instanceof Element ? node : node.parentElement);
  const post = place(range.startContainer).closest(".post > .prose")?.closest("article");
  const words = selection.toString().trim();
  if (!words || !post || !post.contains(range.endContainer)) return null;
  return { range, words, name: post.querySelector(".post__head .by b, .post__head .by a")?.textContent.trim() ?? "" };
}
