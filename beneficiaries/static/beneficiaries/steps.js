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
