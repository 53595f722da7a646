// Names of places below a field, in the pattern of the WAI-ARIA combobox: arrows, Enter, Escape.
const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));
const optionsOf = (box) => [...listOf(box).querySelectorAll("[role=option]")];
const boxOf = (list) => document.querySelector(`[aria-controls="${list.id}"]`);

const close = (box) => {
  const list = listOf(box);
  list.hidden = true;
  list.replaceChildren();
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
};

const mark = (box, wanted) => {
  for (const option of optionsOf(box)) option.setAttribute("aria-selected", String(option === wanted));
  box.setAttribute("aria-activedescendant", wanted.id);
  wanted.scrollIntoView({ block: "nearest" });
};

const choose = (box, option) => {
  box.value = option.dataset.value;
  close(box);
  box.focus();
  box.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.target;
  if (list.getAttribute?.("role") !== "listbox") return;
  const box = boxOf(list);
  const options = optionsOf(box);
  options.forEach((option, index) => { option.id = `${list.id}_${index}`; });
  const open = options.length > 0 && document.activeElement === box;
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[role=combobox]");
  if (!box || listOf(box).hidden) return;
  const options = optionsOf(box);
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(box, options[now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length]);
  } else if (event.key === "Enter" && now >= 0) choose(box, options[now]);
  else if (event.key === "Escape") close(box);
  else return;
  event.preventDefault();
});

// Before the field loses the focus: a click on a name must not close the list first.
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest("[data-place] [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(boxOf(option.parentElement), option);
});

document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[role=combobox]")) close(event.target);
});
