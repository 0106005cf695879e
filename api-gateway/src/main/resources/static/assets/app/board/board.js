// @ts-check
// The board: columns of pools with their hosts. model.js computes the columns; this file renders them and handles input.
import { closestTo, focused, h, renderList, setAttribute } from "../core/dom.js";
import { combineCleanups, scheduleRender } from "../core/signal.js";
import { setQuery } from "../core/router.js";
import { fleet } from "../fleet/fleet.js";
import { isStale, snapshot } from "../fleet/snapshot.js";
import { openByHost } from "../operations/operation-store.js";
import { byHost, reservations } from "../reservations/reservation-store.js";
import { cart } from "../cart/cart.js";
import { removePlans } from "../cart/remove-plans.js";
import { canOperate } from "../shell/session.js";
import { startKeyboardMove } from "./keyboard-move.js";
import { reveal } from "./card-window.js";
import { cardLayout } from "./card-layout.js";
import { columns } from "./model.js";
import { makeColumn, updateColumn } from "./column.js";
import { enableDrag } from "./drag.js";
import { dense, folded, toggleFold, withFolding } from "./folding.js";
import { hostMenu } from "./host-menu.js";
import { focusStop, neighbour, STOP, updateTabStop } from "./keyboard-focus.js";
import { clearSelection, keepSelected, keyOf, select, selection, showSelection } from "./selection.js";

/** @import { Card } from "./cards.js" */
/** @import { Column } from "./model.js" */

/** @typedef {{ contract?: string, hideEmpty?: boolean }} OptionChanges */
/** @typedef {{ filter: string, contract: string, hideEmpty: boolean, set: (changes: OptionChanges) => void }} BoardOptions */

/**
 * @param {HTMLElement} root
 * @param {BoardOptions} options
 */
export function openBoard(root, options) {
  const grid = h("div", { class: "cols", data: { scroll: "columns" } });
  root.append(grid);
  /** What is shown. @type {Column[]} */
  let shown = [];
  /** Of all that is shown, by key; made when it is asked for. @type {Map<string, Card> | null} */
  let byKey = null;
  const cards = () => (byKey ??= new Map(cardsOf(shown).map((card) => [card.key, card])));
  const pools = () => new Map([...fleet.value.pools, ...fleet.value.contracts].map((pool) => [pool.name, pool]));
  /**
   * Each host once.
   *
   * @param {Iterable<string>} keys
   */
  const itemsOf = (keys) => {
    const found = new Map(
      [...keys]
        .map((key) => cards().get(key))
        .filter((item) => item !== undefined)
        .map((item) => [item.host.hostname, item]),
    );
    return [...found.values()];
  };
  const board = { root: grid, scroller: grid, itemsOf, pools, canMove: canOperate };
  const dragging = enableDrag(board);

  const render = scheduleRender(() => {
    if (dragging.busy()) return render();
    const before = cardOf(focused());
    const plans = new Map(cart.value.map((item) => [item.host, item]));
    const all = columns(fleet.value, {
      ...options,
      plans,
      cart: cart.value,
      openByHost: openByHost.value,
      reservedByHost: byHost(reservations.value),
    });
    byKey = null;
    const filtered = options.filter !== "";
    shown = withFolding(all, folded.value, filtered);
    const layout = cardLayout(grid, { dense: dense.value, cards: countOf(shown), columns: shown.length });
    renderList(grid, shown, {
      key: (column) => column.key,
      create: (column) => makeColumn(column, showState),
      update: (element, column) => updateColumn(element, column, { ...options, filtered, layout }),
    });
    setAttribute(grid, "data-stale", ["aggregates", "servers", "netbox", "services"].filter(isStale).join(" ") || null);
    if (selection.value.size > 0) keepSelected(cards());
    showState();
    if (before && !before.isConnected) refocus(before);
  });

  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement | null} */ (grid.querySelector(selector));

  function showState() {
    showSelection(grid);
    updateTabStop(grid);
  }

  /**
   * A card that moved keeps the focus. If it was removed, the focus goes to the first card.
   *
   * @param {HTMLElement} gone
   */
  function refocus(gone) {
    const key = keyOfHost(gone.dataset.host ?? "");
    const moved = key === undefined ? null : reveal(grid, key);
    if (document.activeElement === document.body) focusStop(grid, moved ?? find('.card[tabindex="0"]'));
  }

  /** The key of its first card. @param {string} host */
  const keyOfHost = (host) => cardsOf(shown).find((card) => card.host.hostname === host)?.key;

  /** Unfolds the group of the host. @param {string} host */
  function focus(host) {
    const key = keyOfHost(host);
    if (key === undefined) return;
    const group = shown.flatMap(({ groups }) => groups).find((each) => each.cards.some((card) => card.key === key));
    if (group?.folded) {
      toggleFold(group.key);
      requestAnimationFrame(() => requestAnimationFrame(() => focus(host)));
    } else focusStop(grid, reveal(grid, key));
  }

  /** @param {HTMLElement | null} card */
  function selectedWith(card) {
    if (card && !selection.value.has(keyOf(card))) select(keyOf(card));
    return itemsOf(selection.value);
  }

  grid.addEventListener("click", (event) => {
    const command = closestTo(event, "[data-does]")?.dataset.does;
    const card = closestTo(event, ".card[data-key]");
    if (command === "unplan") removePlans(cart.value.filter((item) => item.id === closestTo(event, "[data-id]")?.dataset.id));
    else if (command === "fold") toggleFold(groupOf(event.target).dataset.group ?? "");
    else if (command === "vms") setQuery({ vms: card?.dataset.host }, { replace: false });
    else if (command === "menu") hostMenu(closestTo(event, "button") ?? grid, selectedWith(card), pools());
    else if (command || closestTo(event, "a")) return;
    else if (card) {
      select(keyOf(card), { add: event.ctrlKey || event.metaKey, range: event.shiftKey }, keysInSight());
      focusStop(grid, card);
    } else clearSelection();
  });
  grid.addEventListener("dblclick", (event) => {
    const card = closestTo(event, ".card[data-key]");
    if (card && !closestTo(event, "a, button")) setQuery({ vms: card.dataset.host }, { replace: false });
  });
  grid.addEventListener("contextmenu", (event) => {
    const card = closestTo(event, ".card[data-key]");
    if (!card || event.defaultPrevented) return;
    event.preventDefault();
    const atKeyboard = event.clientX === 0 && event.clientY === 0;
    hostMenu(atKeyboard ? card : { x: event.clientX, y: event.clientY }, selectedWith(card), pools());
  });
  grid.addEventListener("change", (event) => {
    const { target } = event;
    if (target instanceof HTMLSelectElement && target.dataset.does === "contract") options.set({ contract: target.value });
    if (target instanceof HTMLInputElement && target.dataset.does === "hide-empty") options.set({ hideEmpty: target.checked });
  });
  grid.addEventListener("focusin", (event) => {
    const stop = closestTo(event, STOP);
    if (stop && stop === event.target) updateTabStop(grid, stop);
  });
  grid.addEventListener("keydown", (event) => {
    const stop = closestTo(event, STOP);
    if (!stop || event.target !== stop || event.altKey) return;
    if (stop.matches(".card") ? handleKey(event, stop) : handleKeyOnHead(event, stop)) event.preventDefault();
  });

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} head
   */
  function handleKeyOnHead({ key }, head) {
    const next = neighbour(grid, shown, head, key);
    if (next) focusStop(grid, next);
    else if ((key === "+" || key === "-") && (head.getAttribute("aria-expanded") === "true") === (key === "-")) head.click();
    else return false;
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} card
   * @returns false: the key means nothing here
   */
  function handleKey(event, card) {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    const next = neighbour(grid, shown, card, key);
    if (next?.matches(".group-fold")) focusStop(grid, next);
    else if (next) {
      if (shiftKey && !selection.value.has(keyOf(card))) select(keyOf(card));
      focusStop(grid, next);
      if (shiftKey) select(keyOf(next), { range: true }, keysInSight());
    } else if (key === " ") select(keyOf(card), { add: true });
    else if (key === "Enter") setQuery({ vms: card.dataset.host }, { replace: false });
    else if (key === "-") foldGroupOf(card);
    else if (key === "Escape") clearSelection();
    else if (key === "a" && (ctrlKey || metaKey)) selectColumn(card);
    else if (key === "m" && canOperate()) {
      const key = keyOf(card);
      startKeyboardMove(board, selectedWith(card), () => focusStop(grid, reveal(grid, key)));
    } else if (key === "." || (key === "F10" && shiftKey) || key === "ContextMenu") hostMenu(card, selectedWith(card), pools());
    else return false;
    return true;
  }

  /** Its head takes the focus. @param {HTMLElement} card */
  function foldGroupOf(card) {
    const group = groupOf(card);
    focusStop(grid, /** @type {HTMLElement | null} */ (group.querySelector(".group-fold")));
    toggleFold(group.dataset.group ?? "");
  }

  /** Of all cards that are not folded away, rendered or not, in order. */
  const keysInSight = (among = shown) =>
    among.flatMap(({ groups }) => groups.flatMap(({ cards, folded: isFolded }) => (isFolded ? [] : cards.map(({ key }) => key))));

  /** @param {HTMLElement} card */
  function selectColumn(card) {
    const name = /** @type {HTMLElement} */ (card.closest(".col")).dataset.column;
    selection.set(new Set(keysInSight(shown.filter((column) => column.key === name))));
  }

  const resized = new ResizeObserver(render);
  resized.observe(grid);
  const close = combineCleanups(
    fleet.subscribe(render),
    openByHost.subscribe(render),
    reservations.subscribe(render),
    cart.subscribe(render),
    snapshot.subscribe(render),
    folded.subscribe(render),
    dense.subscribe(render),
    selection.subscribe(() => showSelection(grid)),
    () => {
      render.cancel();
      resized.disconnect();
      dragging.cancel();
      grid.remove();
    },
  );
  render();
  return {
    render,
    close,
    itemsOf,
    focus,
  };
}

/** @param {Column[]} columns */
const cardsOf = (columns) => columns.flatMap(({ groups }) => groups.flatMap((group) => group.cards));

/** @param {Column[]} columns */
const countOf = (columns) =>
  columns.reduce((sum, { groups }) => groups.reduce((inGroups, group) => inGroups + group.cards.length, sum), 0);

/** @param {EventTarget | null} inside */
const groupOf = (inside) => /** @type {HTMLElement} */ (/** @type {Element} */ (inside).closest("[data-group]"));

/** @param {Element} element */
const cardOf = (element) => /** @type {HTMLElement | null} */ (element.closest(".card[data-key]"));
