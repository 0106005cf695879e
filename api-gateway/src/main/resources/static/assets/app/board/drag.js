// Drag and drop with pointer events: one ghost for all dragged cards, the verdict on every target, Escape cancels.
// On a touch screen a long press on a card starts the drag; without it the finger scrolls.
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { edgeScroll } from "./edge-scroll.js";
import { selection, select } from "./selection.js";
import { loadFor, planMoves, verdicts } from "./moves.js";
import { verdictsLoaded } from "../fleet/move-verdicts.js";

const DRAG_THRESHOLD_PX = 5;
const LONG_PRESS_MS = 350;

/** @param board { root, scroller, itemsOf(keys), pools(), canMove() } */
export function enableDrag(board) {
  const { root } = board;
  let start = null;
  let drag = null;
  let longPressTimer = 0;
  const scrolling = edgeScroll(board.scroller, (x, y) => updateTarget(x, y));

  root.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".card[data-key]");
    if (!card || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !board.canMove()) return;
    if (event.target.closest("button, a, select, input")) return;
    start = { card, x: event.clientX, y: event.clientY, id: event.pointerId };
    // Requested now, the verdicts arrive before the drag begins.
    loadFor(board.itemsOf(selection.value.has(card.dataset.key) ? selection.value : [card.dataset.key]));
    if (event.pointerType === "touch") longPressTimer = setTimeout(() => begin(start), LONG_PRESS_MS);
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", escape, true);
  });
  root.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => drag && event.preventDefault());

  function move(event) {
    if (event.pointerId !== start?.id) return;
    if (!drag) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < DRAG_THRESHOLD_PX) return;
      if (event.pointerType === "touch") return cancel();
      begin(start);
    }
    event.preventDefault();
    moveGhost(event.clientX, event.clientY);
  }

  function begin({ card, x, y }) {
    if (!selection.value.has(card.dataset.key)) select(root, card);
    const items = board.itemsOf(selection.value);
    if (items.length === 0) return cancel();
    const label = h("span", { class: "ghost-name" }, items.length === 1 ? items[0].host.hostname : count(items.length, "host"));
    const ghost = h(
      "div",
      { class: "ghost", data: { many: items.length > 1 ? "yes" : "" } },
      label,
      h("span", { class: "ghost-text" }),
    );
    root.append(ghost);
    document.body.classList.add("dragging");
    drag = { items, ghost, targets: new Map(), over: null, x, y, unsubscribe: verdictsLoaded.subscribe(updateVerdicts) };
    loadFor(items);
    updateVerdicts();
    moveGhost(x, y);
  }

  function updateVerdicts() {
    drag.targets = verdicts(root, drag.items, board.pools());
    showVerdicts(drag.targets);
    drag.over = null;
    updateTarget(drag.x, drag.y);
  }

  function moveGhost(x, y) {
    Object.assign(drag, { x, y });
    drag.ghost.style.transform = `translate(${x + 14}px, ${y + 10}px)`;
    updateTarget(x, y);
    scrolling.at(x, y);
  }

  /** Shows the target under the pointer. Scrolling changes it too. */
  function updateTarget(x, y) {
    const under = document.elementFromPoint(x, y);
    const over = under?.closest("[data-target]") ?? null;
    const verdict = drag.targets.get(over);
    if (over !== drag.over) {
      drag.over?.removeAttribute("data-over");
      over?.setAttribute("data-over", "");
      drag.over = over;
      drag.ghost.dataset.verdict = verdict?.result ?? "none";
      drag.ghost.lastChild.textContent = verdict?.text ?? (under?.closest(".col") ? "No pool to move into" : "");
    }
  }

  function drop(event) {
    if (event.pointerId !== start?.id) return;
    const { items, targets, over } = drag ?? {};
    const verdict = targets?.get(over);
    if (drag) suppressNextClick();
    cancel();
    if (verdict) planMoves(items, verdict.target);
  }

  function escape(event) {
    if (event.key !== "Escape" || !drag) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }

  function cancel() {
    clearTimeout(longPressTimer);
    start = null;
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape, true);
    if (!drag) return;
    scrolling.stop();
    drag.unsubscribe();
    drag.ghost.remove();
    hideVerdicts(drag.targets);
    document.body.classList.remove("dragging");
    drag = null;
  }

  return { cancel, busy: () => drag !== null };
}

/** Suppresses the click that a mouse fires after the drop. A finger fires none, so the next press ends the suppression. */
function suppressNextClick() {
  const suppress = (click) => click.stopPropagation();
  document.addEventListener("click", suppress, { capture: true, once: true });
  const cleanup = () => document.removeEventListener("click", suppress, { capture: true });
  document.addEventListener("pointerdown", cleanup, { capture: true, once: true });
}

/** A column shows the sentence, the head of a group the short label. */
export function showVerdicts(targets) {
  for (const [element, { result, text, short }] of targets) {
    element.dataset.verdict = result;
    const line = element.querySelector(":scope > .col-head > .col-verdict");
    if (line) line.textContent = text;
    const word = element.querySelector(":scope > .group-head .group-verdict");
    if (word) word.textContent = short;
  }
}

export function hideVerdicts(targets) {
  for (const element of targets.keys()) {
    delete element.dataset.verdict;
    element.removeAttribute("data-over");
  }
}
