// When a part of the page cannot be fetched, say so in words instead of staying silent. When the
// session has ended, keep the page with what was typed until one has signed in in another tab.
const told = () => document.querySelector("#messages [data-lost]");
let ended = false;

const say = (name) => {
  const place = document.getElementById("messages");
  const sample = document.getElementById(name);
  if (place && sample && !told()) place.append(sample.content.cloneNode(true));
};

const stop = () => {
  ended = true;
  told()?.remove();
  say("ended");
};

const goOn = (token) => {
  ended = false;
  told()?.remove();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  // What was typed meanwhile is kept now.
  for (const form of document.querySelectorAll("main form:has([data-keeper])")) {
    form.querySelector("[name=csrfmiddlewaretoken]").dispatchEvent(new Event("input", { bubbles: true }));
  }
};

// The same page, asked again: if it comes, one is signed in, and its forms hold a valid token.
const lookAgain = async () => {
  if (!ended) return;
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("main [name=csrfmiddlewaretoken]");
  if (answer.ok && !answer.redirected && token) goOn(token.value);
};

// Another tab signed in again, so this page's token is old: take a new one without a word.
const renew = async () => {
  ended = true;
  await lookAgain();
  if (ended) stop();
};

// What is typed in a long form is more than a part of the page.
const sayOf = (event) => say(event.target.matches?.("[data-keeper]") ? "unkept" : "lost");

document.addEventListener("htmx:sendError", sayOf);
document.addEventListener("htmx:timeout", sayOf);
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 401) stop();
  else if (xhr.getResponseHeader("Form-Token") === "stale") renew();
  else if ([403, 404].includes(xhr.status) && event.target.matches?.("[data-keeper]")) say("refused");
  else sayOf(event);
});
// While the session is over nothing is sent: what is typed stays, and is kept once it goes on.
document.addEventListener("htmx:beforeRequest", (event) => { if (ended) event.preventDefault(); });
document.addEventListener("htmx:afterOnLoad", ({ detail }) => {
  if (!ended && detail.successful) told()?.remove();
});
document.addEventListener("submit", (event) => {
  if (!ended) return;
  event.preventDefault();
  event.stopPropagation();
  told()?.focus();
}, true);

// --- a short form has no draft ---------------------------------------------------------------------
// Before what was typed in it is sent, the server is asked whether it would be taken: where the
// session is over, or nobody answers, the page stays with every word.
const typed = new WeakSet();
const cleared = new WeakSet();
let asking = false;

const answerOf = async (form) => {
  const token = form.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  return fetch(document.getElementById("unsent").dataset.asks, { method: "POST", headers }).catch(() => null);
};
const isTaken = async (form) => {
  const answer = await answerOf(form);
  if (answer?.headers.get("Form-Token") === "stale") await renew();
  else if (answer?.status === 401) stop();
  else if (!answer?.ok) say("unsent");
  else told()?.remove();
  return !told();
};
const send = async (form, submitter) => {
  asking = true;
  form.ariaBusy = "true"; // Until the next page is here, or this one stays.
  if (await isTaken(form)) {
    cleared.add(form);
    form.requestSubmit(submitter);
  } else {
    form.ariaBusy = null;
    told().scrollIntoView({ block: "center" });
  }
  asking = false;
};
const isShort = (form, submitter) => document.getElementById("unsent") && typed.has(form)
  && form.closest("main") && form.method === "post" && form.target !== "_blank" && !form.querySelector("[data-keeper]")
  && (!form.hasAttribute("hx-post") || submitter?.hasAttribute("data-whole-page"));

document.addEventListener("input", ({ target }) => { if (target.form) typed.add(target.form); });
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || !isShort(form, submitter) || cleared.delete(form)) return;
  event.preventDefault();
  event.stopPropagation();
  if (!asking) send(form, submitter);
}, true);
// Coming back to a page that the browser kept as it was.
window.addEventListener("pageshow", () => document.querySelector("form[aria-busy]")?.removeAttribute("aria-busy"));
window.addEventListener("focus", lookAgain);
document.addEventListener("visibilitychange", lookAgain);
