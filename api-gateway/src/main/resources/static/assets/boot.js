// Runs before all else: the theme before the first paint, so that nobody is dazzled; and what to do when a file does not come.
(() => {
  const chosen = localStorage.getItem("spot.theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";

  const WAITS_MS = [400, 1500, 4000];
  const LONG_MS = 20_000;
  const nameOf = (address) => new URL(address, location.href).pathname.split("/").pop();
  /** A browser remembers that an address gave no module: another try needs another address. */
  const again = (address, number) => {
    const url = new URL(address, location.href);
    url.searchParams.set("again", number);
    return url.href;
  };
  const started = () => !document.getElementById("boot");

  addEventListener(
    "error",
    (event) => {
      const file = event.target;
      if (file instanceof HTMLScriptElement) retryScript(file.src, 0);
      else if (file instanceof HTMLLinkElement && file.rel === "stylesheet") retryStyles(file);
      else if (file === window && !started()) tell(`The board cannot start: ${event.message}`);
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => started() || tell(`The board cannot start: ${event.reason?.message ?? event.reason}`));

  function retryScript(address, failures) {
    if (failures === WAITS_MS.length) return tell(`A file of this page could not be loaded: ${nameOf(address)}.`);
    setTimeout(() => {
      import(again(address, failures + 1)).catch((problem) => {
        if (problem instanceof TypeError) retryScript(address, failures + 1);
        else tell(`This page cannot start: ${problem.message}`);
      });
    }, WAITS_MS[failures]);
  }

  function retryStyles(link) {
    const failures = Number(link.dataset.failures ?? 0);
    if (failures === WAITS_MS.length) return tell(`A file of this page could not be loaded: ${nameOf(link.href)}.`);
    setTimeout(() => {
      const next = link.cloneNode();
      next.dataset.failures = failures + 1;
      next.href = again(link.href, failures + 1);
      link.replaceWith(next);
    }, WAITS_MS[failures]);
  }

  /** In place of what waits; above what is there already. */
  function tell(text) {
    if (!document.body) return addEventListener("DOMContentLoaded", () => tell(text), { once: true });
    const note = document.createElement("div");
    note.className = "state-note state-bad boot-trouble";
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
      document.querySelector(".boot-trouble")?.remove();
      document.body.prepend(note);
    }
  }

  setTimeout(() => {
    if (!started() && !document.querySelector(".boot-trouble")) tell("The board takes long to come.");
  }, LONG_MS);
})();
