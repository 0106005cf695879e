// @ts-check
// Runs first: sets the theme before the first paint, and retries files that fail to load.
(() => {
  const chosen = localStorage.getItem("spot.theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";

  const RETRY_DELAYS_MS = [400, 1500, 4000];
  const SLOW_LOAD_MS = 20_000;
  /** @param {string} address */
  const nameOf = (address) => new URL(address, location.href).pathname.split("/").pop();
  /**
   * Browsers cache failed modules, so a retry needs another address.
   *
   * @param {string} address
   * @param {number} number
   */
  const retryUrl = (address, number) => {
    const url = new URL(address, location.href);
    url.searchParams.set("again", String(number));
    return url.href;
  };
  const started = () => !document.getElementById("boot");

  addEventListener(
    "error",
    (event) => {
      const file = event.target;
      if (file instanceof HTMLScriptElement) retryScript(file.src, 0);
      else if (file instanceof HTMLLinkElement && file.rel === "stylesheet") retryStyles(file);
      else if (file === window && !started()) showError(`The board cannot start: ${event.message}`);
    },
    true,
  );
  addEventListener(
    "unhandledrejection",
    (event) => started() || showError(`The board cannot start: ${event.reason?.message ?? event.reason}`),
  );

  /**
   * @param {string} address
   * @param {number} failures
   */
  function retryScript(address, failures) {
    if (failures === RETRY_DELAYS_MS.length) return showError(`A file of this page could not be loaded: ${nameOf(address)}.`);
    setTimeout(() => {
      import(retryUrl(address, failures + 1)).catch((problem) => {
        if (problem instanceof TypeError) retryScript(address, failures + 1);
        else showError(`This page cannot start: ${problem.message}`);
      });
    }, RETRY_DELAYS_MS[failures]);
  }

  /** @param {HTMLLinkElement} link */
  function retryStyles(link) {
    const failures = Number(link.dataset.failures ?? 0);
    if (failures === RETRY_DELAYS_MS.length) return showError(`A file of this page could not be loaded: ${nameOf(link.href)}.`);
    setTimeout(() => {
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.dataset.failures = String(failures + 1);
      next.href = retryUrl(link.href, failures + 1);
      link.replaceWith(next);
    }, RETRY_DELAYS_MS[failures]);
  }

  /**
   * Replaces the loading note, or is shown above the page.
   *
   * @param {string} text
   */
  function showError(text) {
    if (!document.body) return addEventListener("DOMContentLoaded", () => showError(text), { once: true });
    const note = document.createElement("div");
    note.className = "state-note state-bad boot-error";
    note.setAttribute("role", "alert");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = "Reload";
    button.addEventListener("click", () => location.reload());
    note.append(text, " ", button);
    const boot = document.getElementById("boot");
    if (boot) boot.replaceChildren(note);
    else {
      document.querySelector(".boot-error")?.remove();
      document.body.prepend(note);
    }
  }

  setTimeout(() => {
    if (!started() && !document.querySelector(".boot-error")) showError("The board takes long to load.");
  }, SLOW_LOAD_MS);
})();
