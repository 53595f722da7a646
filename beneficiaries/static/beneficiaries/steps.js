// The steps change in place; the address follows, so that Back and reload work. The page itself
// is never kept in the browser's storage: Back asks the server again.
document.addEventListener("htmx:afterSettle", (event) => {
  const kept = document.querySelector("[data-address]");
  if (kept && event.target.id === "kept") history.replaceState(null, "", kept.dataset.address);
  if (event.target.id !== "main") return;
  const before = event.target.querySelector("[data-before]");
  if (before) history.replaceState(null, "", before.dataset.before);
  const { responseURL } = event.detail.xhr;
  if (responseURL && responseURL !== location.href) history.pushState(null, "", responseURL);
  if (!event.target.querySelector("[data-focus]")) event.target.querySelector("[data-step-title]")?.focus();
});

window.addEventListener("popstate", () => location.reload());

// “Salva ed esci” leaves the steps: an ordinary form, not a part of the page.
document.addEventListener("htmx:confirm", (event) => {
  const button = event.detail.triggeringEvent?.submitter;
  if (!button?.hasAttribute("data-whole-page")) return;
  event.preventDefault();
  event.detail.elt.removeAttribute("hx-post");
  const verb = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
  event.detail.elt.append(verb);
  event.detail.elt.submit();
});
