// A form or control with data-auto is sent as soon as its value changes; its button stays for
// those without JavaScript and is hidden from the others.
for (const button of document.querySelectorAll("[data-auto-button]")) button.hidden = true;

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-auto]")) event.target.form?.requestSubmit();
});
