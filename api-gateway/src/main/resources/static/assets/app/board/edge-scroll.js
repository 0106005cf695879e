// While something is dragged: what lies under the pointer scrolls as long as the pointer rests near an edge of it.
const EDGE_PX = 60;
const STEP_PX = 12;

/** @param scrolled called with the pointer's place after each step: something else lies under it then */
export function edgeScroll(scroller, scrolled) {
  let pointer = null;
  let frame = 0;

  function step() {
    frame = 0;
    const { x, y } = pointer;
    const column = document.elementFromPoint(x, y)?.closest(".col")?.querySelector(".col-body");
    const moved = [push(scroller, "scrollLeft", x, "left", "right"), column && push(column, "scrollTop", y, "top", "bottom")];
    if (!moved.some(Boolean)) return;
    scrolled(x, y);
    frame = requestAnimationFrame(step);
  }

  return {
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

function push(element, property, at, start, end) {
  const box = element.getBoundingClientRect();
  const before = element[property];
  if (at > box[end] - EDGE_PX) element[property] += STEP_PX;
  else if (at < box[start] + EDGE_PX) element[property] -= STEP_PX;
  return element[property] !== before;
}
