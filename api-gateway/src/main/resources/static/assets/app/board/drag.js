// @ts-check
// Drag and drop with pointer events: one ghost for all dragged cards, the verdict on every target, Escape cancels.
// On a touch screen a long press on a card starts the drag; without it the finger scrolls.
import { closestTo, h, lastChildOf } from "../core/dom.js";
import { count } from "../core/format.js";
import { edgeScroll } from "./edge-scroll.js";
import { keyOf, selection, select } from "./selection.js";
import { loadFor, planMoves, verdicts } from "./moves.js";
import { verdictsLoaded } from "../fleet/move-verdicts.js";

/** @import { Pool } from "#api" */
/** @import { Card } from "./cards.js" */
/** @import { Targets } from "./moves.js" */

/**
 * The board as drags and moves by keyboard use it.
 *
 * @typedef {object} DragBoard
 * @property {HTMLElement} root
 * @property {HTMLElement} scroller
 * @property {(keys: Iterable<string>) => Card[]} itemsOf
 * @property {() => Map<string, Pool>} pools
 * @property {() => boolean} canMove
 */

/** @typedef {{ card: HTMLElement, x: number, y: number, id: number }} Start */
/** @typedef {{ items: Card[], ghost: HTMLElement, targets: Targets, over: Element | null, x: number, y: number, unsubscribe: () => void }} Drag */

const DRAG_THRESHOLD_PX = 5;
const LONG_PRESS_MS = 350;

/** @param {DragBoard} board */
export function enableDrag(board) {
  const { root } = board;
  /** @type {Start | null} */
  let start = null;
  /** @type {Drag | null} */
  let drag = null;
  let longPressTimer = 0;
  const scrolling = edgeScroll(board.scroller, (x, y) => updateTarget(x, y));

  root.addEventListener("pointerdown", (event) => {
    const card = closestTo(event, ".card[data-key]");
    if (!card || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !board.canMove()) return;
    if (closestTo(event, "button, a, select, input")) return;
    const pressed = { card, x: event.clientX, y: event.clientY, id: event.pointerId };
    start = pressed;
    // Requested now, the verdicts arrive before the drag begins.
    loadFor(board.itemsOf(selection.value.has(keyOf(card)) ? selection.value : [keyOf(card)]));
    if (event.pointerType === "touch") longPressTimer = window.setTimeout(() => begin(pressed), LONG_PRESS_MS);
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", escape, true);
  });
  root.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => drag && event.preventDefault());

  /** @param {PointerEvent} event */
  function move(event) {
    if (!start || event.pointerId !== start.id) return;
    if (!drag) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < DRAG_THRESHOLD_PX) return;
      if (event.pointerType === "touch") return cancel();
      begin(start);
    }
    event.preventDefault();
    moveGhost(event.clientX, event.clientY);
  }

  /** @param {Start} start */
  function begin({ card, x, y }) {
    if (!selection.value.has(keyOf(card))) select(keyOf(card));
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
    if (!drag) return;
    drag.targets = verdicts(root, drag.items, board.pools());
    showVerdicts(drag.targets);
    drag.over = null;
    updateTarget(drag.x, drag.y);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function moveGhost(x, y) {
    if (!drag) return;
    Object.assign(drag, { x, y });
    drag.ghost.style.transform = `translate(${x + 14}px, ${y + 10}px)`;
    updateTarget(x, y);
    scrolling.at(x, y);
  }

  /**
   * Shows the target under the pointer. Scrolling changes it too.
   *
   * @param {number} x
   * @param {number} y
   */
  function updateTarget(x, y) {
    if (!drag) return;
    const under = document.elementFromPoint(x, y);
    const over = under?.closest("[data-target]") ?? null;
    const verdict = over ? drag.targets.get(over) : undefined;
    if (over !== drag.over) {
      drag.over?.removeAttribute("data-over");
      over?.setAttribute("data-over", "");
      drag.over = over;
      drag.ghost.dataset.verdict = verdict?.result ?? "none";
      lastChildOf(drag.ghost).textContent = verdict?.text ?? (under?.closest(".col") ? "No pool to move into" : "");
    }
  }

  /** @param {PointerEvent} event */
  function drop(event) {
    if (event.pointerId !== start?.id) return;
    const dropped = drag;
    if (dropped) suppressNextClick();
    cancel();
    const verdict = dropped?.over ? dropped.targets.get(dropped.over) : undefined;
    if (dropped && verdict) planMoves(dropped.items, verdict.target);
  }

  /** @param {KeyboardEvent} event */
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
  /** @param {Event} click */
  const suppress = (click) => click.stopPropagation();
  document.addEventListener("click", suppress, { capture: true, once: true });
  const cleanup = () => document.removeEventListener("click", suppress, { capture: true });
  document.addEventListener("pointerdown", cleanup, { capture: true, once: true });
}

/**
 * A column shows the sentence, the head of a group the short label.
 *
 * @param {Targets} targets
 */
export function showVerdicts(targets) {
  for (const [element, { result, text, short }] of targets) {
    element.setAttribute("data-verdict", result);
    const line = element.querySelector(":scope > .col-head > .col-verdict");
    if (line) line.textContent = text;
    const word = element.querySelector(":scope > .group-head .group-verdict");
    if (word) word.textContent = short;
  }
}

/** @param {Targets} targets */
export function hideVerdicts(targets) {
  for (const element of targets.keys()) {
    element.removeAttribute("data-verdict");
    element.removeAttribute("data-over");
  }
}
