// The button that prints is there only for those it works for; the browser's own menu prints, too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
