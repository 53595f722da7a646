// The error summary takes the focus; its links put the focus in the field, not only near it.
const focusSummary = (root) => root.querySelector("[data-focus]")?.focus();

focusSummary(document);
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));

document.addEventListener("click", (event) => {
  const link = event.target.closest(".pc-errors a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".pc-field") ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});
