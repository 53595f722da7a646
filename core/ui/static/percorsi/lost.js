// When a part of the page cannot be fetched, say so in words instead of staying silent.
const say = () => {
  const place = document.getElementById("messages");
  const sample = document.getElementById("lost");
  if (place && sample && !place.querySelector("[data-lost]")) place.append(sample.content.cloneNode(true));
};

document.addEventListener("htmx:sendError", say);
document.addEventListener("htmx:timeout", say);
document.addEventListener("htmx:responseError", (event) => {
  // Signed out meanwhile: the page itself knows the way to the sign-in.
  if (event.detail.xhr.status === 401) location.reload();
  else say();
});
document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-lost]")?.remove());
