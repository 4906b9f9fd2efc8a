// The form of a comment has what the answer form below it has: tools, people to mention, its words on drafts and on
// numbers. They are copied from there, so that a page of twenty posts does not carry them twenty times.

export function remark(form) {
  const answer = document.querySelector("#reply[data-draft]");
  const field = form.querySelector("textarea");
  if (!answer || !field) return;
  form.dataset.draft = `${answer.dataset.draft.split(" ")[0]} ${form.elements.place.value}`;

  const bar = copyOf(answer, "[role=toolbar]");
  bar.querySelector("[data-pick]")?.remove();
  bar.setAttribute("aria-controls", field.id);
  form.querySelector(".editor__bar").prepend(bar);

  const names = copyOf(answer, "[data-names]");
  names.id = `${field.id}-names`;
  field.after(names, copyOf(answer, "[data-said]"));

  const kept = copyOf(answer, "[data-kept]");
  kept.textContent = "";
  form.querySelector("[type=submit]:not([name])").before(copyOf(answer, "[data-shield-note]"));
  form.append(kept, copyOf(answer, "[data-late]"));
}

function copyOf(form, wanted) {
  return form.querySelector(wanted).cloneNode(true);
}
