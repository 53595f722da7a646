// htmx notes the present address in the browser's storage, for a history that is switched off.
// Nothing of the work stays on the machine, not even an address.
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");

forget();
document.addEventListener("htmx:afterSettle", forget);
document.addEventListener("htmx:pushedIntoHistory", forget);
