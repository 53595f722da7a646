// Suggestions under the search box: from two letters on, walked with the arrows, closed by Escape.
const box = document.querySelector("[data-search]");
const found = document.getElementById("search-found");

if (box && found) {
  const links = () => [...found.querySelectorAll("a[href], button")];
  const close = () => found.replaceChildren();

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== box || box.value.trim().length >= 2) return;
    event.preventDefault();
    close();
  });

  box.form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && found.firstElementChild) {
      event.stopPropagation();
      close();
      box.focus();
    }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !links().length) return;
    event.preventDefault();
    const row = [box, ...links()];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = row.indexOf(document.activeElement) + step;
    row[(next + row.length) % row.length].focus();
  });

  document.addEventListener("focusin", (event) => {
    if (!box.form.contains(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    if (!box.form.contains(event.target)) close();
  });
}
