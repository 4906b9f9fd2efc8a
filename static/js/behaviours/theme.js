// The theme links work as plain links; here they switch at once and leave the same cookie.

const YEAR_S = 31536000;

export function theme(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${link.dataset.to}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
    document.documentElement.dataset.theme = link.dataset.to;
    const other = link.parentElement.querySelector(`[data-behaviour="theme"]:not([data-to="${link.dataset.to}"])`);
    other?.focus();
  });
}
