// Draw bars over a picture: with a pointer, or with the keyboard. The number fields of the form hold them.

const SIDES = ["x", "y", "w", "h"];
const FIRST = [30, 40, 40, 12];
const STEP = 1;
const MOVES = { ArrowLeft: [0, -STEP], ArrowRight: [0, STEP], ArrowUp: [1, -STEP], ArrowDown: [1, STEP] };

export function cover(root) {
  const image = root.querySelector("img");
  const form = document.getElementById(root.dataset.form);
  const said = document.getElementById(`${root.dataset.form}-said`);
  const rows = [...form.querySelectorAll("[data-box]")].map((row) => [...row.querySelectorAll("input")]);
  const canvas = document.createElement("canvas");
  canvas.width = 1000;
  canvas.height = Math.max(1, Math.round(1000 * image.height / image.width));
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", root.dataset.label);
  root.append(canvas);
  let current = 0;

  const read = (row) => row.map((input) => Number.parseFloat(input.value.replace(",", ".")) || 0);
  const empty = (row) => row.every((input) => !input.value);
  const free = () => Math.max(0, rows.findIndex(empty));

  function write(values) {
    const [x, y] = values.map((value) => Math.min(Math.max(value, 0), 99));
    const size = [Math.min(Math.max(values[2], 1), 100 - x), Math.min(Math.max(values[3], 1), 100 - y)];
    [x, y, ...size].forEach((value, index) => { rows[current][index].value = value.toFixed(1); });
    show();
  }

  function show() {
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const next = free();
    rows.forEach((row, index) => {
      row[0].closest("[data-box]").hidden = index > next && empty(row);
      if (empty(row)) return;
      const [x, y, w, h] = read(row).map((value, side) => value * (side % 2 ? canvas.height : canvas.width) / 100);
      pen.fillStyle = "rgb(0 0 0 / .82)";
      pen.fillRect(x, y, w, h);
      pen.strokeStyle = index === current ? "#ffd23f" : "#fff";
      pen.lineWidth = 5;
      pen.strokeRect(x, y, w, h);
    });
  }

  function tell() {
    let text = root.dataset.text.replace("{n}", current + 1);
    SIDES.forEach((side, index) => { text = text.replace(`{${side}}`, Math.round(read(rows[current])[index])); });
    said.textContent = empty(rows[current]) ? "" : text;
  }

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * 100, (event.clientY - box.top) / box.height * 100];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    current = free();
    const [x, y] = place(event);
    const drag = (move) => {
      const [toX, toY] = place(move);
      write([Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x), Math.abs(toY - y)]);
    };
    canvas.addEventListener("pointermove", drag);
    const end = () => { canvas.removeEventListener("pointermove", drag); tell(); };
    canvas.addEventListener("pointerup", end, { once: true });
    canvas.addEventListener("pointercancel", end, { once: true });
  });
  canvas.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (move) {
      const values = empty(rows[current]) ? [...FIRST] : read(rows[current]);
      values[move[0] + (event.shiftKey ? 2 : 0)] += move[1];
      write(values);
    } else if (event.key === "Enter") {
      current = free();
      write([...FIRST]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      for (const input of rows[current]) input.value = "";
      current = Math.max(0, current - 1);
      show();
    } else return;
    event.preventDefault();
    tell();
  });
  form.addEventListener("input", show);
  show();
}
