// Let a text field grow with its text where the browser does not do so by itself.

export function autosize(field) {
  if (CSS.supports("field-sizing", "content")) return;
  const fit = () => {
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 4}px`;
  };
  field.addEventListener("input", fit);
  fit();
}
