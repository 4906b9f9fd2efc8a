// The form of a comment has what the answer form below it has: tools, people to mention, its words on drafts and on
// numbers. They are copied from there, so that a page of twenty posts does not carry them twenty times. For the same
// reason the form itself stands on the page once, as a model; without scripts the link leads to a page that has it.

export function addremark(link) {
  const model = document.querySelector("template[data-remark]");
  if (!model) return;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = link.pathname.split("/")[2];
    const details = made(model, id);
    link.before(details);
    details.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
    details.querySelector("textarea").focus();
  });
}

function made(model, id) {
  const details = model.content.firstElementChild.cloneNode(true);
  for (const element of [details, ...details.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replace(/\b(comment[-:]|p\/)0\b/g, `$1${id}`);
    }
  }
  return details;
}

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
