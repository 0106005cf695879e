// Where each page of the history was scrolled to, so that Back leads to the same place and not to the top of it.
const PATIENCE_MS = 3000;
const places = new Map();

/** What scrolls says so with data-scroll, and a name that it has on the next visit too. */
const scrolling = (root) => [root, ...root.querySelectorAll("[data-scroll]")];
const nameOf = (element) => element.dataset.scroll ?? "";

export function remember(page, root) {
  const moved = scrolling(root).filter((element) => element.scrollTop > 0 || element.scrollLeft > 0);
  places.set(page, new Map(moved.map((element) => [nameOf(element), [element.scrollLeft, element.scrollTop]])));
}

/** What is read first comes later than the page: it is tried until it fits, or somebody scrolls. */
export function restore(page, root) {
  const place = places.get(page);
  if (!place?.size) return;
  const until = performance.now() + PATIENCE_MS;
  let stopped = false;
  const stop = () => (stopped = true);
  for (const sign of ["wheel", "pointerdown", "keydown"]) addEventListener(sign, stop, { once: true, capture: true });
  const left = new Map(place);
  const step = () => {
    for (const element of scrolling(root)) {
      const [x, y] = left.get(nameOf(element)) ?? [];
      if (x === undefined) continue;
      element.scrollTo(x, y);
      if (Math.abs(element.scrollTop - y) < 2 && Math.abs(element.scrollLeft - x) < 2) left.delete(nameOf(element));
    }
    if (!stopped && left.size > 0 && performance.now() < until) requestAnimationFrame(step);
  };
  step();
}
