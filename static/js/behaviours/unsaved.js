// Warn before leaving a form with typed text; the browser words the question.

export function unsaved(form) {
  let dirty = form.hasAttribute("data-dirty");
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
