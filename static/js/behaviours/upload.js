// Pictures for a text: chosen, pasted or dropped, sent one after another with a progress bar, put in at the cursor.
// The file field carries the words (data-*); anything with data-pick opens it. Without JavaScript it is a plain field.

import { typeOver } from "./typing.js";

const BIGGEST = 10_000_000;
const SHOWN = /!\[[^\]\n]*\]\(\/u\/[a-p]+\)/g;

export function upload(root) {
  const field = root.querySelector("textarea");
  const input = field?.form.querySelector("input[type=file][data-upload-url]");
  if (!input || field.dataset.takes) return;
  field.dataset.takes = "pictures";
  const box = input.closest(".field");
  const [bar, status] = [box.querySelector("progress"), box.querySelector("[role=status]")];
  const words = input.dataset;
  box.querySelector("button").hidden = true;
  let turn = Promise.resolve();

  const take = (files) => {
    for (const file of files) turn = turn.then(() => send(file));
    return files.length > 0;
  };

  async function send(file) {
    status.textContent = words.busy;
    if (!file.type.startsWith("image/")) return say(words.wrong);
    if (file.size > BIGGEST) return say(words.big);
    const data = new FormData();
    data.append("csrf_token", field.form.elements.csrf_token.value);
    data.append("picture", file, "picture");
    const answer = await post(words.uploadUrl, data, bar);
    if (answer?.markdown) return put(answer);
    say(answer?.detail ?? words.failed);
  }

  function say(text, link) {
    status.replaceChildren(text);
    if (link) status.append(" ", link);
  }

  function put(answer) {
    const { value } = field;
    const start = placeFor(field);
    const before = start && value[start - 1] !== "\n" ? "\n\n" : "";
    const text = `${before}${answer.markdown}\n`;
    if (document.activeElement === field) {
      typeOver(field, start, start, text);
      const at = start + before.length + 2;
      field.setSelectionRange(at, at + answer.markdown.indexOf("]") - 2);
    } else {
      field.setRangeText(text, start, start, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    const link = document.createElement("a");
    Object.assign(link, { href: answer.cover, target: "_blank", rel: "noopener", textContent: words.cover });
    say(words.done, link);
  }

  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  field.addEventListener("paste", (event) => {
    // Office programs put a drawing of the copied words beside the words: then the words are meant.
    const { types } = event.clipboardData;
    const written = types.includes("text/html") && types.includes("text/plain");
    if (!written && take(event.clipboardData.files)) event.preventDefault();
  });
  const frame = field.closest(".editor");
  field.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    frame.toggleAttribute("data-over", true);
  });
  field.addEventListener("dragleave", () => frame.removeAttribute("data-over"));
  field.addEventListener("drop", (event) => {
    frame.removeAttribute("data-over");
    if (take(event.dataTransfer.files)) event.preventDefault();
  });
  for (const button of field.form.querySelectorAll("[data-pick]")) {
    button.hidden = false;
    button.addEventListener("click", () => input.click());
  }
}

/** Where a picture goes: behind the cursor, and never into another picture's words, which are chosen after it came. */
function placeFor(field) {
  const at = field.selectionEnd;
  for (const found of field.value.matchAll(SHOWN)) {
    const end = found.index + found[0].length;
    if (found.index < at && at < end) return end;
  }
  return at;
}

/** Send a form and show how far it is; gives the JSON that came back, null without any. */
function post(url, data, bar) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      bar.hidden = false;
      bar.value = event.loaded / event.total * 100;
    });
    request.addEventListener("loadend", () => {
      bar.hidden = true;
      resolve(request.response);
    });
    request.send(data);
  });
}
