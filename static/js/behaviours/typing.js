// Change a text field as if somebody typed, so that undo still works.

/** Put `text` in the place of what stands between `start` and `end`. */
export function typeOver(field, start, end, text) {
  field.focus();
  field.setSelectionRange(start, end);
  const done = text ? document.execCommand("insertText", false, text) : start === end || document.execCommand("delete");
  if (done && field.value.slice(start, start + text.length) === text) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Where the lines that a selection touches begin and end. */
export function linesOf(field) {
  const { value, selectionStart, selectionEnd } = field;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  return [start, end < 0 ? value.length : end];
}
