// Warn before leaving a form with typed text that is kept nowhere yet; the browser words the question.

export function unsaved(form) {
  let dirty = form.hasAttribute("data-dirty");
  form.addEventListener("input", () => { dirty = true; });
  for (const done of ["submit", "kept"]) form.addEventListener(done, () => { dirty = false; });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
