// Say how many characters are used. The sentence stands in data-text of the output: "{n} of {max}".

export function counter(output) {
  const field = document.getElementById(output.dataset.for);
  if (!field) return;
  const show = () => {
    const text = output.dataset.text.replace("{n}", [...field.value].length);
    output.textContent = text.replace("{max}", field.maxLength);
  };
  field.addEventListener("input", show);
  show();
}
