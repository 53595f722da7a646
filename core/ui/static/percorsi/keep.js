// What is typed in a long form is kept on the server a second after the last key (htmx does that).
// Here: at the latest after five seconds of writing; before a form of the page is sent, which waits
// for it, so that no answer can cost a word; and when the page is hidden or left.
const LATEST = 4000;
const AGAIN = 5000;
const MOST_IN_PASSING = 60_000;
// By form: how often it was changed, up to which change it is on its way, and is kept.
const sheets = new Map();
const versions = new WeakMap();
let waiting = null;
let leaving = false;
let isBroken = false;

const keeperOf = (form) => form?.querySelector("[data-keeper]");
const isUnkept = (form) => form.isConnected && sheets.get(form).kept < sheets.get(form).typed;
const unkept = () => [...sheets.keys()].filter(isUnkept);
const ask = (form) => {
  const sheet = sheets.get(form);
  if (isUnkept(form) && sheet.sent < sheet.typed) htmx.trigger(keeperOf(form), "keep");
};
const askWithin = (form, delay) => {
  const sheet = sheets.get(form);
  sheet.due ??= setTimeout(() => { sheet.due = null; ask(form); }, delay);
};
// For a page that may be gone before the answer comes.
const keepInPassing = (form) => {
  const keeper = keeperOf(form);
  const sheet = sheets.get(form);
  // Hidden and left are told one after the other: the same words go once.
  if (sheet.passing === sheet.typed) return;
  sheet.passing = sheet.typed;
  const typed = new URLSearchParams(new FormData(form));
  typed.delete("once");
  fetch(keeper.getAttribute("hx-post"), {
    method: "POST", body: typed, headers: { "HX-Request": "true" },
    keepalive: typed.toString().length < MOST_IN_PASSING,
  }).catch(() => { sheet.passing = 0; });
};

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!keeperOf(form)) return;
  if (!sheets.has(form)) sheets.set(form, { typed: 0, sent: 0, kept: 0, passing: 0, due: null });
  sheets.get(form).typed += 1;
  leaving = false;
  askWithin(form, LATEST);
});

// --- what became of it ---------------------------------------------------------------------------

const sheetOf = (event) => event.target.matches?.("[data-keeper]") && sheets.get(event.target.closest("form"));

document.addEventListener("htmx:beforeSend", (event) => {
  const sheet = sheetOf(event);
  if (!sheet) return;
  sheet.sent = sheet.typed;
  versions.set(event.detail.xhr, sheet.typed);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const sheet = sheetOf(event);
  if (!sheet || !event.detail.successful) return;
  sheet.kept = Math.max(sheet.kept, versions.get(event.detail.xhr) ?? 0);
  isBroken = false;
  clearTimeout(sheet.due);
  sheet.due = null;
  goOn();
});

// A request that a newer one has replaced did not fail.
const failed = (event) => {
  const sheet = sheetOf(event);
  if (!sheet) return;
  const { xhr } = event.detail;
  const isStale = xhr.getResponseHeader("Form-Token") === "stale";
  sheet.sent = sheet.kept;
  // Who pressed a button further down must see why nothing happened.
  if (waiting && !isStale) document.querySelector("#messages [data-lost]")?.scrollIntoView({ block: "center" });
  if (!isStale && waiting) {
    waiting.form.ariaBusy = null;
    waiting = null;
  }
  // Keeping itself does not work: what is sent next goes its own way.
  isBroken = [400, 500].includes(xhr.status);
  if (xhr.status !== 401 && !isStale) askWithin(event.target.closest("form"), AGAIN);
};
for (const name of ["sendError", "timeout", "responseError"]) document.addEventListener(`htmx:${name}`, failed);

// --- sent, hidden, left --------------------------------------------------------------------------

const goOn = () => {
  if (!waiting) return;
  if (unkept().length) return unkept().forEach(ask);
  const { form, submitter } = waiting;
  waiting = null;
  leaving = true;
  form.requestSubmit(submitter);
};

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented) return;
  // Taken by htmx: the page stays, and with it what is typed.
  const stays = form.hasAttribute("hx-post") && !submitter?.hasAttribute("data-whole-page");
  if (stays || form.target === "_blank") return;
  if (!unkept().length || isBroken) { leaving = true; return; }
  event.preventDefault();
  event.stopPropagation();
  waiting = { form, submitter };
  form.ariaBusy = "true"; // Until the next page is here, or this one stays.
  unkept().forEach(ask);
}, true);

// A part of the page that takes the place of a form nobody has sent.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  for (const form of unkept()) {
    if (detail.target.contains(form) && !form.contains(detail.requestConfig.elt)) keepInPassing(form);
  }
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) unkept().forEach(keepInPassing);
  else unkept().forEach(ask);
});
window.addEventListener("pageshow", () => { leaving = false; });
window.addEventListener("beforeunload", (event) => {
  if (leaving || !unkept().length) return;
  unkept().forEach(keepInPassing);
  event.preventDefault();
});
