// Every view has an address that can be sent to a colleague.
const routes = [];
let outlet = null;
let current = null;

/** @param open (root, { params, query }) => { update({ params, query }), close() } */
export function route(pattern, title, open) {
  routes.push({ pattern, title, open });
}

export function startRouting(element) {
  outlet = element;
  addEventListener("popstate", show);
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
  history[replace ? "replaceState" : "pushState"](null, "", path);
  show();
}

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
  const { candidate, params } = found;
  const where = { params, query: new URLSearchParams(location.search) };
  document.title = `${candidate.title} · Spot Manager`;
  document.body.dataset.view = candidate.title.toLowerCase().replaceAll(" ", "-");
  if (current?.candidate === candidate) current.view.update?.(where);
  else {
    current?.view.close?.();
    outlet.replaceChildren();
    outlet.scrollTop = 0;
    current = { candidate, view: candidate.open(outlet, where) ?? {} };
  }
  dispatchEvent(new CustomEvent("spot:route"));
}

export const retitle = (title) => {
  document.title = `${title} · Spot Manager`;
};
