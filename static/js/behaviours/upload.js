// Pictures for a text: chosen, pasted or dropped, sent one after another with a progress bar, put in at the cursor.
// The file field carries the words (data-*); anything with data-pick opens it. Without JavaScript it is a plain field.

const BIGGEST = 10_000_000;

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
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    for (const file of pictures) turn = turn.then(() => send(file));
    return pictures.length > 0;
  };

  async function send(file) {
    status.textContent = words.busy;
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
    const { selectionStart: start, selectionEnd: end, value } = field;
    const before = start && value[start - 1] !== "\n" ? "\n\n" : "";
    field.setRangeText(`${before}${answer.markdown}\n`, start, end, "end");
    const at = start + before.length + 2;
    if (document.activeElement === field) field.setSelectionRange(at, at + answer.markdown.indexOf("]") - 2);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const link = document.createElement("a");
    Object.assign(link, { href: answer.cover, target: "_blank", rel: "noopener", textContent: words.cover });
    say(words.done, link);
  }

  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  field.addEventListener("paste", (event) => {
    if (take(event.clipboardData.files)) event.preventDefault();
  });
  field.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  field.addEventListener("drop", (event) => {
    if (take(event.dataTransfer.files)) event.preventDefault();
  });
  for (const button of field.form.querySelectorAll("[data-pick]")) {
    button.hidden = false;
    button.addEventListener("click", () => input.click());
  }
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
