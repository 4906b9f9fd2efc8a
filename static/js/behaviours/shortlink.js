// Copy a short link with one click: the server makes it, the button says that it is copied. Where the browser cannot
// copy what is still on its way, the form opens the page that shows the link.

export function shortlink(form) {
  if (!navigator.clipboard?.write || !window.ClipboardItem) return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const ask = { method: "POST", body: new FormData(form), headers: { Accept: "text/plain" } };
    const link = fetch(form.action, ask).then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer)));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": link })]);
      form.querySelector("[data-label]").textContent = form.dataset.done;
    } catch {
      form.submit();
    }
  });
}
