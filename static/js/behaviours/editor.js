// Tools of a Markdown field: buttons and shortcuts that write marks, and Enter that continues lists and quotations.

import { linesOf, typeOver } from "./typing.js";

const AROUND = { bold: "**", italic: "*", code: "`" };
const BEFORE = { quote: () => "> ", ul: () => "- ", ol: (number) => `${number}. ` };
const STARTS = { quote: /^> ?/, ul: /^[-*+] /, ol: /^\d+[.)] / };
const SHORTCUTS = { b: "bold", i: "italic", k: "link", e: "code" };
const SHORTCUTS_SHIFT = { Digit7: "ol", Digit8: "ul", Digit9: "quote" };
const LIST_ITEM = /^(\s*)(?:([-*+])|(\d{1,9})([.)])|(>))(\s+)/;

export function editor(frame) {
  const field = frame.querySelector("textarea");
  const bar = frame.querySelector("[role=toolbar]");
  if (!field || !bar) return;
  bar.hidden = false;
  const write = (tool) => {
    if (AROUND[tool]) markAround(field, AROUND[tool]);
    else if (BEFORE[tool]) markLines(field, tool);
    else if (tool === "link") writeLink(field);
    else writeTable(field, bar.dataset.words);
  };
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]")?.dataset.tool;
    if (tool) write(tool);
  });
  bar.addEventListener("keydown", (event) => roveTools(bar, event));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const tool = command && (event.shiftKey ? SHORTCUTS_SHIFT[event.code] : SHORTCUTS[event.key.toLowerCase()]);
    if (tool) write(tool);
    else if (command && event.key === "Enter") field.form.requestSubmit();
    else if (event.key !== "Enter" || command || event.shiftKey || !continueItem(field)) return;
    event.preventDefault();
  });
}

/** One stop for Tab; arrows, Home and End move inside the toolbar. */
function roveTools(bar, event) {
  const all = [...bar.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = all.at(to % all.length);
  for (const button of all) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

/** Put marks around the selection, or take them away; several lines of code get a fence. */
function markAround(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  if (mark === "`" && chosen.includes("\n")) {
    typeOver(field, start, end, `\`\`\`\n${chosen}\n\`\`\``);
    return;
  }
  const wide = mark.length;
  if (value.slice(start - wide, start) === mark && value.slice(end, end + wide) === mark && chosen) {
    typeOver(field, start - wide, end + wide, chosen);
    field.setSelectionRange(start - wide, end - wide);
    return;
  }
  const words = chosen.trim();
  const lead = chosen.indexOf(words);
  typeOver(field, start, end, chosen.slice(0, lead) + mark + words + mark + chosen.slice(lead + words.length));
  field.setSelectionRange(start + lead + wide, start + lead + wide + words.length);
}

/** Begin every chosen line as a list or quotation, or take that away when all of them begin so. */
function markLines(field, tool) {
  const [start, end] = linesOf(field);
  const lines = field.value.slice(start, end).split("\n");
  const marked = lines.every((line) => STARTS[tool].test(line));
  const written = lines.map((line, index) => (marked ? line.replace(STARTS[tool], "") : BEFORE[tool](index + 1) + line));
  typeOver(field, start, end, written.join("\n"));
}

function writeLink(field) {
  const { selectionStart: start, selectionEnd: end } = field;
  const chosen = field.value.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  typeOver(field, start, end, isAddress ? `[](${chosen})` : `[${chosen}](https://)`);
  const [from, long] = isAddress ? [1, 0] : [chosen.length + 3, "https://".length];
  field.setSelectionRange(start + from, start + from + long);
}

function writeTable(field, word) {
  const { selectionEnd: end, value } = field;
  const gap = end && !value.slice(0, end).endsWith("\n\n") ? (value[end - 1] === "\n" ? "\n" : "\n\n") : "";
  typeOver(field, end, end, `${gap}| ${word} 1 | ${word} 2 |\n| --- | --- |\n|  |  |\n`);
  field.setSelectionRange(end + gap.length + 2, end + gap.length + 2 + word.length + 2);
}

/** Begin the next item of a list or quotation; an empty item ends it. Tell whether there was one. */
function continueItem(field) {
  const { selectionStart: at, selectionEnd, value } = field;
  const start = value.lastIndexOf("\n", at - 1) + 1;
  const found = at === selectionEnd && LIST_ITEM.exec(value.slice(start, at));
  if (!found) return false;
  const [whole, indent, bullet, number, dot, quote, space] = found;
  if (start + whole.length === at && !value.slice(at).split("\n", 1)[0].trim()) typeOver(field, start, at, "");
  else typeOver(field, at, at, `\n${indent}${bullet ?? quote ?? Number(number) + 1 + dot}${space}`);
  return true;
}
