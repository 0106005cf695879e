// @ts-check
// Saves the scroll positions of each history entry, so that Back restores them.
const RESTORE_TIMEOUT_MS = 3000;
/**
 * By history entry: the scroll position of each element, left and top.
 *
 * @type {Map<string, Map<string, [number, number]>>}
 */
const positions = new Map();

/**
 * Scrollable elements have data-scroll, with a name that is the same on the next visit.
 *
 * @param {HTMLElement} root
 */
const scrollables = (root) => [root, .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-scroll]"))];
/** @param {HTMLElement} element */
const nameOf = (element) => element.dataset.scroll ?? "";

/**
 * @param {string} page
 * @param {HTMLElement} root
 */
export function saveScroll(page, root) {
  const moved = scrollables(root).filter((element) => element.scrollTop > 0 || element.scrollLeft > 0);
  positions.set(page, new Map(moved.map((element) => [nameOf(element), [element.scrollLeft, element.scrollTop]])));
}

/**
 * The content loads after the page, so this repeats until the positions fit or the user scrolls.
 *
 * @param {string | null} page
 * @param {HTMLElement} root
 */
export function restoreScroll(page, root) {
  const position = positions.get(page ?? "");
  if (!position?.size) return;
  const until = performance.now() + RESTORE_TIMEOUT_MS;
  let stopped = false;
  const stop = () => (stopped = true);
  for (const type of ["wheel", "pointerdown", "keydown"]) addEventListener(type, stop, { once: true, capture: true });
  const pending = new Map(position);
  const step = () => {
    for (const element of scrollables(root)) {
      const wanted = pending.get(nameOf(element));
      if (!wanted) continue;
      const [x, y] = wanted;
      element.scrollTo(x, y);
      if (Math.abs(element.scrollTop - y) < 2 && Math.abs(element.scrollLeft - x) < 2) pending.delete(nameOf(element));
    }
    if (!stopped && pending.size > 0 && performance.now() < until) requestAnimationFrame(step);
  };
  step();
}
