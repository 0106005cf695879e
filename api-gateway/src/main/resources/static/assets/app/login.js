// @ts-check
// Logs in without leaving the page on a wrong password, then opens the requested page.
import { withBase } from "./core/base.js";
const form = /** @type {HTMLFormElement} */ (document.getElementById("login"));
const error = /** @type {HTMLElement} */ (document.getElementById("error"));
const password = /** @type {HTMLInputElement} */ (document.getElementById("password"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));

const csrfToken = () => decodeURIComponent(document.cookie.match(/(?:^|; )(?:__Host-|__Secure-)?XSRF-TOKEN=([^;]*)/)?.[1] ?? "");

/**
 * The page to open. Allows only addresses of this site, because anyone can set the parameter. Returns a full URL: a path may begin
 * with two slashes.
 *
 * @param {{ search: string, origin: string, protocol: string, pathname: string }} location of the login page
 */
export function nextUrl(location) {
  try {
    const next = new URL(new URLSearchParams(location.search).get("next") ?? withBase("/board"), location.origin);
    const ours = next.origin === location.origin && next.protocol === location.protocol;
    return ours && next.pathname !== location.pathname ? next.href : withBase("/board");
  } catch {
    return "/board";
  }
}

const send = () =>
  fetch(withBase("/login"), {
    method: "POST",
    body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    headers: { "X-CSRF-TOKEN": csrfToken() },
  });

/** The CSRF token of a page that was open for a long time has expired; the login page sets a new one. */
async function logIn() {
  const response = await send();
  if (response.status !== 403) return response;
  await fetch(withBase("/login"), { cache: "no-store" });
  return send();
}

/** @param {{ status: number, ok: boolean }} response */
export function messageFor({ status, ok }) {
  if (ok || status === 401) return "Wrong user or password.";
  if (status === 429) return "Too many failed attempts. Wait a minute.";
  if (status === 403) return "The gateway refused this page. Reload it and try again.";
  return `The gateway cannot check that now (${status}). Try again.`;
}

/**
 * @param {{ id: string, label: string, path: string }} issuer
 * @param {string} next the address to open afterwards
 * @param {string} origin of this site
 */
export function issuerHref({ path }, next, origin) {
  const { pathname, search, hash } = new URL(next, origin);
  return `${path}?next=${encodeURIComponent(pathname + search + hash)}`;
}

/** Offers the issuers, and says why one of them let nobody in. Without an answer the form alone is left. */
async function offerIssuers() {
  const response = await fetch(withBase("/api/login-options"));
  if (!response.ok) return;
  const { issuers, refusals } = await response.json();
  const place = /** @type {HTMLElement} */ (document.getElementById("issuers"));
  for (const issuer of issuers) {
    const link = document.createElement("a");
    link.className = "btn btn-outline-secondary w-100";
    link.href = issuerHref(issuer, nextUrl(location), location.origin);
    link.textContent = `Log in with ${issuer.label}`;
    place.append(link);
  }
  place.hidden = issuers.length === 0;
  const refused = new URLSearchParams(location.search).get("refused");
  if (refused) error.textContent = refusals[refused] ?? "The log-in was refused.";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  error.textContent = "";
  try {
    const response = await logIn();
    if (response.ok && new URL(response.url).pathname !== withBase("/login")) return location.replace(nextUrl(location));
    error.textContent = messageFor(response);
  } catch {
    error.textContent = "The gateway does not answer. Try again.";
  }
  button.disabled = false;
  password.select();
});

offerIssuers().catch(() => {
  // the form says what is wrong as soon as it is sent
});
