// A page that takes the place of another without a reload: the address follows, so that Back and
// reload work, and the focus goes to its beginning when what had it is gone. The page itself is
// never kept in the browser's storage: Back asks the server again.
const here = () => location.pathname + location.search;
let shown = here();

// A draft has an address from its first save: Back and reload find it.
document.addEventListener("htmx:afterSettle", (event) => {
  const kept = document.querySelector("[data-address]");
  if (event.target.id !== "kept" || !kept) return;
  history.replaceState(null, "", kept.dataset.address);
  shown = here();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const main = event.target;
  if (main.id !== "main") return;
  const before = main.querySelector("[data-before]");
  if (before) history.replaceState(null, "", before.dataset.before);
  const { responseURL } = event.detail.xhr;
  if (responseURL && responseURL !== location.href) history.pushState(null, "", responseURL);
  shown = here();
  const title = main.querySelector("[data-step-title]");
  if (main.querySelector("[data-focus]")) return;
  if (title) title.focus();
  else if (document.activeElement === document.body) main.focus({ preventScroll: true });
});

// A link inside the page moves the address too, and asks nothing anew.
window.addEventListener("popstate", () => {
  if (here() !== shown) location.reload();
});
