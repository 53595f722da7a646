// The grid of the week by keyboard: arrows move, digits are hours, a letter is an absence.
// Without it the cells are plain fields, and the choice of absences stands below each of them.
const LETTERS = { m: "ILLNESS", i: "INJURY", g: "EXCUSED", a: "UNEXCUSED", c: "CLOSURE" };
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const whyOf = (cell) => cell.parentElement.querySelector("[data-why]");
const wordOf = (why, kind) => why.querySelector(`option[value="${kind}"]`)?.dataset.word ?? "";

const dress = (cell) => {
  const kind = whyOf(cell).value;
  cell.classList.toggle("pc-cell--prop", cell.value.trim() === "");
  cell.classList.toggle("pc-cell--unj", kind === "UNEXCUSED");
  cell.classList.toggle("pc-cell--abs", kind !== "" && kind !== "UNEXCUSED");
};

const absent = (cell, kind) => {
  const why = whyOf(cell);
  why.value = kind;
  cell.value = wordOf(why, kind);
  dress(cell);
};

// The next cell in a direction, over those that cannot be written.
const neighbour = (cell, [down, right]) => {
  const column = cell.closest("td").cellIndex;
  let row = cell.closest("tr");
  let place = column;
  do {
    place += right;
    row = down > 0 ? row.nextElementSibling : down < 0 ? row.previousElementSibling : row;
    const found = row?.cells[place]?.querySelector("[data-cell]");
    if (found?.offsetParent) return found;
  } while (row && place > 0 && place < row.cells.length);
  return null;
};

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-cell]")) event.target.select();
});

document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches?.("[data-cell]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const kind = LETTERS[event.key.toLowerCase()];
  if (MOVES[event.key]) {
    event.preventDefault();
    neighbour(cell, MOVES[event.key])?.focus();
  } else if (kind) {
    event.preventDefault();
    absent(cell, kind);
  }
});

document.addEventListener("input", (event) => {
  const cell = event.target;
  if (!cell.matches?.("[data-cell]")) return;
  const why = whyOf(cell);
  if (cell.value !== wordOf(why, why.value)) why.value = "";
  dress(cell);
});

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-why]")) return;
  absent(event.target.parentElement.querySelector("[data-cell]"), event.target.value);
});
