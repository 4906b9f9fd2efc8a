// While somebody types: point out numbers that are for nobody else, and mask them on a click. The server decides.

const HARD = [
  [/(?<!\d)756(?:[.\s-]?\d){10}(?!\d)/g, isAhv, 3],
  [/\b(?:(?:CH|LI)\d\d(?:[\s-]?[0-9A-Z]){17}|DE(?:[\s-]?\d){20}|AT(?:[\s-]?\d){18})\b/gi, isIban, 2],
];
const SOFT = [[/(?<![\d+])(?:\+41|0041|0)[\s/-]?(?:\(0\))?[1-9]\d[\s/.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)/g, () => true, 3]];

function isAhv(found) {
  const sum = [...found.replace(/\D/g, "")].reduce((all, digit, at) => all + digit * (at % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

function isIban(found) {
  const plain = found.replace(/[^0-9a-z]/gi, "").toUpperCase();
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => parseInt(letter, 36));
  return [...digits].reduce((rest, digit) => (rest * 10 + +digit) % 97, 0) === 1;
}

function words(text, kinds) {
  return kinds.flatMap(([pattern, checks]) => (text.match(pattern) ?? []).filter(checks));
}

function masked(text, kinds) {
  return kinds.reduce((rest, [pattern, checks, kept]) => {
    const dots = (found, seen = 0) => found.replace(/[0-9a-z]/gi, (letter) => (seen++ < kept ? letter : "•"));
    return rest.replace(pattern, (found) => (checks(found) ? dots(found) : found));
  }, text);
}

export function shield(form) {
  const note = form.querySelector("[data-shield-note]");
  if (!note || form.querySelector("[name=shield]")) return; // the server has just said so
  const fields = [...form.querySelectorAll("input[type=text], textarea")];
  const found = (kinds) => [...new Set(fields.flatMap((field) => words(field.value, kinds)))];
  const look = () => {
    const hard = found(HARD);
    const shown = hard.length ? hard : found(SOFT);
    note.hidden = !shown.length;
    note.querySelector("b").textContent = hard.length ? note.dataset.hard : note.dataset.soft;
    note.querySelector("span").textContent = shown.join(", ");
  };
  form.addEventListener("input", look);
  note.querySelector("button").addEventListener("click", () => {
    const kinds = found(HARD).length ? HARD : SOFT;
    for (const field of fields) field.value = masked(field.value, kinds);
    look();
    fields.at(-1)?.focus();
  });
  look();
}
