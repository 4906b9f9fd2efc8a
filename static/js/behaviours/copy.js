// Copy an address. The button is hidden until it can work; data-done is what it says afterwards.

export function copy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const label = button.querySelector("[data-label]") ?? button;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    label.textContent = button.dataset.done;
  });
}
