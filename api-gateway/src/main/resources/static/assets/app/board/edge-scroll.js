// @ts-check
// Auto-scroll during a drag: the element under the pointer scrolls while the pointer is near its edge.
const EDGE_PX = 60;
const STEP_PX = 12;

/**
 * @param {Element} scroller
 * @param {(x: number, y: number) => void} scrolled called with the pointer's position after each step, because the element under it changes
 */
export function edgeScroll(scroller, scrolled) {
  let pointer = { x: 0, y: 0 };
  let frame = 0;

  function step() {
    frame = 0;
    const { x, y } = pointer;
    const column = document.elementFromPoint(x, y)?.closest(".col")?.querySelector(".col-body");
    const moved = [
      scrollNearEdge(scroller, "scrollLeft", x, "left", "right"),
      column && scrollNearEdge(column, "scrollTop", y, "top", "bottom"),
    ];
    if (!moved.some(Boolean)) return;
    scrolled(x, y);
    frame = requestAnimationFrame(step);
  }

  return {
    /**
     * @param {number} x
     * @param {number} y
     */
    at(x, y) {
      pointer = { x, y };
      frame ||= requestAnimationFrame(step);
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}

/**
 * @param {Element} element
 * @param {"scrollLeft" | "scrollTop"} property
 * @param {number} at
 * @param {"left" | "top"} start
 * @param {"right" | "bottom"} end
 */
function scrollNearEdge(element, property, at, start, end) {
  const box = element.getBoundingClientRect();
  const before = element[property];
  if (at > box[end] - EDGE_PX) element[property] += STEP_PX;
  else if (at < box[start] + EDGE_PX) element[property] -= STEP_PX;
  return element[property] !== before;
}
