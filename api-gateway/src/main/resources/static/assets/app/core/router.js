// @ts-check
// Routes the address of the page to a view, so that every view has a link.
import { withBase, withoutBase } from "./base.js";
import { closestTo } from "./dom.js";
import { wrongInQuery } from "./address.js";
import { newId } from "./id.js";
import { saveScroll, restoreScroll } from "./scroll.js";
import { signal } from "./signal.js";
import { setTitle } from "./title.js";

/** @import { KnownQuery, WrongParameter } from "./address.js" */
/** @import { QueryValue } from "./api.js" */

/** @typedef {{ params: Array<string | undefined>, query: URLSearchParams }} Where */
/** @typedef {{ update?: (where: Where) => unknown, close?: () => unknown }} View */
/** @typedef {{ pattern: RegExp, title: string, open: (root: HTMLElement, where: Where) => View, query: KnownQuery | null }} Route */

/** @type {Route[]} */
const routes = [];
/** What the shown page does not understand of its address. */
export const wrongParameters = signal(/** @type {WrongParameter[]} */ ([]));
/** For addresses that no route has. @type {Route} */
let others;
/** @type {HTMLElement} */
let outlet;
/** @type {{ candidate: Route, view: View } | null} */
let current = null;
/**
 * Id of the entry of the browser's history that is shown.
 *
 * @type {string | null}
 */
let historyEntry = null;

/**
 * @param {RegExp} pattern of the path
 * @param {string} title
 * @param {Route["open"]} open
 * @param {KnownQuery} query what the page understands of the query
 */
export function route(pattern, title, open, query = {}) {
  routes.push({ pattern, title, open, query });
}

/**
 * @param {string} title
 * @param {Route["open"]} open
 */
export function routeOthers(title, open) {
  others = { pattern: /^/, title, open, query: null };
}

/** @param {HTMLElement} element */
export function startRouting(element) {
  outlet = element;
  addEventListener("popstate", () => {
    saveCurrentScroll();
    render();
    restoreScroll(historyEntry, outlet);
  });
  document.addEventListener("click", (event) => {
    const anchor = /** @type {HTMLAnchorElement | null} */ (closestTo(event, "a[href]"));
    if (!anchor || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (
      anchor.target ||
      anchor.origin !== location.origin ||
      anchor.hasAttribute("download") ||
      !match(withoutBase(anchor.pathname))
    )
      return;
    if (anchor.hash && anchor.pathname === location.pathname) return;
    event.preventDefault();
    navigate(withoutBase(anchor.pathname) + anchor.search);
  });
  render();
}

/** Shows the page again from the start, because what it shows of everything has changed. */
export function reopen() {
  current?.view.close?.();
  current = null;
  render();
}

/** @param {string} path with its query */
export function navigate(path, { replace = false } = {}) {
  if (path === withoutBase(location.pathname) + location.search) return;
  if (!replace) saveCurrentScroll();
  history[replace ? "replaceState" : "pushState"](replace ? history.state : null, "", withBase(path));
  render();
}

const saveCurrentScroll = () => historyEntry && saveScroll(historyEntry, outlet);

/**
 * Changes parameters of the query; null removes one.
 *
 * @param {Record<string, QueryValue>} changes
 */
export function setQuery(changes, { replace = true } = {}) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString();
  navigate(withoutBase(location.pathname) + (text ? `?${text}` : ""), { replace });
}

/** @param {string} path */
function match(path) {
  for (const candidate of routes) {
    const found = candidate.pattern.exec(path);
    if (found) return { candidate, params: found.slice(1).map((part) => part && decodeURIComponent(part)) };
  }
  return null;
}

function render() {
  const found = match(withoutBase(location.pathname)) ?? { candidate: others, params: [] };
  if (!history.state?.page) history.replaceState({ page: newId() }, "");
  ({ page: historyEntry } = history.state);
  const { candidate, params } = found;
  const where = { params, query: new URLSearchParams(location.search) };
  setTitle(candidate.title);
  wrongParameters.set(candidate.query ? wrongInQuery(where.query, candidate.query) : []);
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

/** Moves the focus to the heading of the new page, so that a screen reader reads it. */
function focusHeading() {
  const heading = outlet.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  (heading ?? outlet).focus({ preventScroll: true });
}
