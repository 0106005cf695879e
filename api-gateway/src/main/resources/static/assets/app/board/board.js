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
import { columns } from "./model.js";
import { makeColumn, updateColumn } from "./column.js";
import { enableDrag } from "./drag.js";
import { hostMenu } from "./host-menu.js";
import { focusCard, updateTabStop, neighbour } from "./keyboard-focus.js";
import { cardsIn, clearSelection, keyOf, select, selection, showSelection } from "./selection.js";

/** @import { Card } from "./cards.js" */

/** @typedef {{ contract?: string, hideEmpty?: boolean }} OptionChanges */
/** @typedef {{ filter: string, contract: string, hideEmpty: boolean, set: (changes: OptionChanges) => void }} BoardOptions */

const MANY = 200;

/**
 * @param {HTMLElement} root
 * @param {BoardOptions} options
 */
export function openBoard(root, options) {
  const grid = h("div", { class: "cols", data: { scroll: "columns" } });
  root.append(grid);
  /**
   * By key.
   *
   * @type {Map<string, Card>}
   */
  let items = new Map();
  const pools = () => new Map([...fleet.value.pools, ...fleet.value.contracts].map((pool) => [pool.name, pool]));
  /**
   * Each host once.
   *
   * @param {Iterable<string>} keys
   */
  const itemsOf = (keys) => {
    const found = new Map(
      [...keys]
        .map((key) => items.get(key))
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
    const shown = columns(fleet.value, {
      ...options,
      plans,
      cart: cart.value,
      openByHost: openByHost.value,
      reservedByHost: byHost(reservations.value),
    });
    items = new Map(shown.flatMap((column) => column.groups.flatMap((group) => group.cards.map((card) => [card.key, card]))));
    const filtered = options.filter !== "";
    renderList(grid, shown, {
      key: (column) => column.key,
      create: makeColumn,
      update: (element, column) => updateColumn(element, column, { ...options, filtered }),
    });
    setAttribute(grid, "data-stale", ["aggregates", "servers", "netbox", "services"].filter(isStale).join(" ") || null);
    setAttribute(grid, "data-many", items.size > MANY ? "" : null);
    showSelection(grid);
    updateTabStop(grid);
    if (before && !before.isConnected) refocus(before);
  });

  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement | null} */ (grid.querySelector(selector));

  /**
   * A card that moved keeps the focus. If it was removed, the focus goes to the first card.
   *
   * @param {HTMLElement} gone
   */
  function refocus(gone) {
    const host = CSS.escape(gone.dataset.host ?? "");
    const moved = find(`.card[data-key][data-host="${host}"]`) ?? find('.card[tabindex="0"]');
    if (document.activeElement === document.body) focusCard(grid, moved);
  }

  /** @param {HTMLElement | null} card */
  function selectedWith(card) {
    if (card && !selection.value.has(keyOf(card))) select(grid, card);
    return itemsOf(selection.value);
  }

  grid.addEventListener("click", (event) => {
    const command = closestTo(event, "[data-does]")?.dataset.does;
    const card = closestTo(event, ".card[data-key]");
    if (command === "unplan") removePlans(cart.value.filter((item) => item.id === closestTo(event, "[data-id]")?.dataset.id));
    else if (command === "vms") setQuery({ vms: card?.dataset.host }, { replace: false });
    else if (command === "menu") hostMenu(closestTo(event, "button") ?? grid, selectedWith(card), pools());
    else if (command || closestTo(event, "a")) return;
    else if (card) {
      select(grid, card, { add: event.ctrlKey || event.metaKey, range: event.shiftKey });
      focusCard(grid, card);
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
    const card = closestTo(event, ".card[data-key]");
    if (card && card === event.target) updateTabStop(grid, card);
  });
  grid.addEventListener("keydown", (event) => {
    const card = closestTo(event, ".card[data-key]");
    if (card && event.target === card && !event.altKey && handleKey(event, card)) event.preventDefault();
  });

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} card
   * @returns false: the key means nothing here
   */
  function handleKey(event, card) {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    const next = neighbour(grid, card, key);
    if (next) {
      if (shiftKey && !selection.value.has(keyOf(card))) select(grid, card);
      focusCard(grid, next);
      if (shiftKey) select(grid, next, { range: true });
    } else if (key === " ") select(grid, card, { add: true });
    else if (key === "Enter") setQuery({ vms: card.dataset.host }, { replace: false });
    else if (key === "Escape") clearSelection();
    else if (key === "a" && (ctrlKey || metaKey)) selectColumn(card);
    else if (key === "m" && canOperate()) {
      const items = selectedWith(card);
      startKeyboardMove(board, items, () => focusCard(grid, find(`.card[data-key="${CSS.escape(keyOf(card))}"]`)));
    } else if (key === "." || (key === "F10" && shiftKey) || key === "ContextMenu") hostMenu(card, selectedWith(card), pools());
    else return false;
    return true;
  }

  /** @param {HTMLElement} card */
  const selectColumn = (card) => selection.set(new Set(cardsIn(card.closest(".col") ?? grid).map(keyOf)));

  const close = combineCleanups(
    fleet.subscribe(render),
    openByHost.subscribe(render),
    reservations.subscribe(render),
    cart.subscribe(render),
    snapshot.subscribe(render),
    selection.subscribe(() => showSelection(grid)),
    () => {
      render.cancel();
      dragging.cancel();
      grid.remove();
    },
  );
  render();
  return {
    render,
    close,
    itemsOf,
    /** @param {string} host */
    focus: (host) => focusCard(grid, find(`.card[data-key][data-host="${CSS.escape(host)}"]`)),
  };
}

/** @param {Element} element */
const cardOf = (element) => /** @type {HTMLElement | null} */ (element.closest(".card[data-key]"));
