// "/" goes to the search. It can be switched off (WCAG 2.1.4); the choice is no personal datum.
const KEY = "percorsi-shortcuts";
const on = () => localStorage.getItem(KEY) !== "off";
const typing = (element) =>
  element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("[data-search]");
  if (!search || !on() || typing(event.target)) return;
  event.preventDefault();
  search.focus();
  search.select();
});

const item = document.querySelector("[data-shortcuts]");
if (item) {
  const button = item.querySelector("button");
  const show = () => button.setAttribute("aria-pressed", String(on()));
  item.hidden = false;
  show();
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, on() ? "off" : "on");
    show();
  });
}
