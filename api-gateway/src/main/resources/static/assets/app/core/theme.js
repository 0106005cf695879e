// @ts-check
import { signal } from "./signal.js";

const KEY = "spot.theme";
const root = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

export const theme = signal(root.dataset.bsTheme);

/** @param {"light" | "dark"} next */
function apply(next) {
  root.dataset.bsTheme = next;
  theme.set(next);
}

/** The choice is stored only while it differs from the system's theme. */
export function toggleTheme() {
  const next = theme.value === "dark" ? "light" : "dark";
  if (next === (prefersDark.matches ? "dark" : "light")) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  apply(next);
}

prefersDark.addEventListener("change", () => {
  if (!localStorage.getItem(KEY)) apply(prefersDark.matches ? "dark" : "light");
});
