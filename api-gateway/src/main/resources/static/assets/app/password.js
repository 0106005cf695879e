// @ts-check
// Changes the password of the user who is logged in. Stands alone: somebody with a first password may open nothing else.
import { withBase } from "./core/base.js";
const form = /** @type {HTMLFormElement} */ (document.getElementById("change"));
const error = /** @type {HTMLElement} */ (document.getElementById("error"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));

/** @param {string} id */
const value = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value;

const csrfToken = () => decodeURIComponent(document.cookie.match(/(?:^|; )(?:__Host-|__Secure-)?XSRF-TOKEN=([^;]*)/)?.[1] ?? "");

/** @typedef {{ detail?: string, errors?: { field: string, message: string }[] }} ProblemBody */

/**
 * What the page says about a refusal.
 *
 * @param {number} status
 * @param {ProblemBody | null} body
 */
export function messageFor(status, body) {
  const fields = body?.errors ?? [];
  if (fields.some(({ field }) => field === "old_password")) return "The present password is wrong.";
  if (fields.length > 0) return `The new password ${fields.map(({ message }) => message).join("; ")}.`;
  if (status === 401) return "Your session has ended. Log in again.";
  return body?.detail ?? `The gateway cannot change it now (${status}). Try again.`;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  error.textContent = "";
  if (value("chosen") !== value("again")) {
    error.textContent = "The two new passwords differ.";
    return;
  }
  button.disabled = true;
  try {
    const response = await fetch(withBase("/api/me/password"), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Requested-With": "spot", "X-CSRF-TOKEN": csrfToken() },
      body: JSON.stringify({ old_password: value("old"), password: value("chosen") }),
    });
    if (response.ok) return location.replace(withBase("/board"));
    error.textContent = messageFor(response.status, await response.json().catch(() => null));
  } catch {
    error.textContent = "The gateway does not answer. Try again.";
  }
  button.disabled = false;
});
