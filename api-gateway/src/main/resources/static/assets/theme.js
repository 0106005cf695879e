// Runs before the first paint, so that nobody is dazzled: a stored choice, else what the system prefers.
(() => {
  const chosen = localStorage.getItem("spot.theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";
})();
