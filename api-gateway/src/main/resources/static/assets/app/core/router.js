// Every view has an address that can be sent to a colleague.
import { newId } from "./id.js";
import { remember, restore } from "./scroll.js";

const routes = [];
let outlet = null;
let current = null;
/** Which entry of the browser's history is shown. */
let page = null;

/** @param open (root, { params, query }) => { update({ params, query }), close() } */
export function route(pattern, title, open) {
  routes.push({ pattern, title, open });
}

export function startRouting(element) {
  outlet = element;
  addEventListener("popstate", () => {
    leave();
    show();
    restore(page, outlet);
  });
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.("a[href]");
    if (!anchor || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (anchor.target || anchor.origin !== location.origin || anchor.hasAttribute("download") || !match(anchor.pathname)) return;
    if (anchor.hash && anchor.pathname === location.pathname) return;
    event.preventDefault();
    go(anchor.pathname + anchor.search);
  });
  show();
}

export function go(path, { replace = false } = {}) {
  if (path === location.pathname + location.search) return;
  if (!replace) leave();
  history[replace ? "replaceState" : "pushState"](replace ? history.state : null, "", path);
  show();
}

const leave = () => page && remember(page, outlet);

/** Changes parts of the query in place; null removes one. */
export function setQuery(changes, { replace = true } = {}) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  go(location.pathname + (text ? `?${text}` : ""), { replace });
}

function match(path) {
  for (const candidate of routes) {
    const found = candidate.pattern.exec(path);
    if (found) return { candidate, params: found.slice(1).map((part) => part && decodeURIComponent(part)) };
  }
  return null;
}

function show() {
  const found = match(location.pathname);
  if (!found) return go("/board", { replace: true });
  if (!history.state?.page) history.replaceState({ page: newId() }, "");
  ({ page } = history.state);
  const { candidate, params } = found;
  const where = { params, query: new URLSearchParams(location.search) };
  document.title = `${candidate.title} · Spot Manager`;
  document.body.dataset.view = candidate.title.toLowerCase().replaceAll(" ", "-");
  if (current?.candidate === candidate) current.view.update?.(where);
  else {
    const isFirst = current === null;
    current?.view.close?.();
    outlet.replaceChildren();
    outlet.scrollTop = 0;
    current = { candidate, view: candidate.open(outlet, where) ?? {} };
    if (!isFirst) focusHeading();
  }
  dispatchEvent(new CustomEvent("spot:route"));
}

/** Who does not see that the page has changed hears where it has led, and goes on from there. */
function focusHeading() {
  const heading = outlet.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  (heading ?? outlet).focus({ preventScroll: true });
}

export const retitle = (title) => {
  document.title = `${title} · Spot Manager`;
};
