// On a telephone the sections of a person scroll sideways: the present one is brought into sight.
for (const present of document.querySelectorAll(".pc-sections [aria-current]")) {
  const strip = present.closest(".pc-sections");
  strip.scrollLeft = present.offsetLeft + present.offsetWidth - strip.offsetLeft - strip.clientWidth;
}
