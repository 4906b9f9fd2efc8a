// Show the preview beside the form. Without JavaScript the button posts the form as usual.

import { fetchFragment, showFragment } from "./fragment.js";

export function preview(button) {
  const target = document.getElementById(button.dataset.target);
  if (!target) return;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    target.setAttribute("aria-busy", "true");
    const fetched = await fetchFragment(button.dataset.previewUrl, new FormData(button.form));
    target.removeAttribute("aria-busy");
    if (!fetched) return;
    showFragment(target, fetched);
    target.closest("[hidden]")?.removeAttribute("hidden");
    target.scrollIntoView({ block: "nearest" });
  });
}
