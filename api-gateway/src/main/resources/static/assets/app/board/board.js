// The board: columns of pools with their hosts. model.js computes the columns; this file renders them and handles input.
import { h, renderList, setAttribute } from "../core/dom.js";
import { combineCleanups, scheduleRender } from "../core/signal.js";
import { setQuery } from "../core/router.js";
import { fleet } from "../fleet/fleet.js";
import { isStale, snapshot } from "../fleet/snapshot.js";
import { openByHost } from "../operations/operation-store.js";
import { cart } from "../cart/cart.js";
import { removePlans } from "../cart/remove-plans.js";
import { canOperate } from "../shell/session.js";
import { startKeyboardMove } from "./keyboard-move.js";
import { columns } from "./model.js";
import { makeColumn, updateColumn } from "./column.js";
import { enableDrag } from "./drag.js";
import { hostMenu } from "./host-menu.js";
import { focusCard, updateTabStop, neighbour } from "./keyboard-focus.js";
import { clearSelection, select, selection, showSelection } from "./selection.js";

const MANY = 200;

/** @param options { filter, contract, hideEmpty }; set() changes them */
export function openBoard(root, options) {
  const grid = h("div", { class: "cols", data: { scroll: "columns" } });
  root.append(grid);
  let items = new Map();
  const pools = () => new Map([...fleet.value.pools, ...fleet.value.contracts].map((pool) => [pool.name, pool]));
  const itemsOf = (keys) => {
    const found = new Map(
      [...keys]
        .map((key) => items.get(key))
        .filter(Boolean)
        .map((item) => [item.host.hostname, item]),
    );
    return [...found.values()];
  };
  const board = { root: grid, scroller: grid, itemsOf, pools, canMove: canOperate };
  const dragging = enableDrag(board);

  const render = scheduleRender(() => {
    if (dragging.busy()) return render();
    const focused = document.activeElement?.closest?.(".card[data-key]");
    const plans = new Map(cart.value.map((item) => [item.host, item]));
    const shown = columns(fleet.value, { ...options, plans, cart: cart.value, openByHost: openByHost.value });
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
    if (focused && !focused.isConnected) refocus(focused);
  });

  /** A card that moved keeps the focus. If it was removed, the focus goes to the first card. */
  function refocus(gone) {
    const host = CSS.escape(gone.dataset.host);
    const moved = grid.querySelector(`.card[data-key][data-host="${host}"]`) ?? grid.querySelector('.card[tabindex="0"]');
    if (document.activeElement === document.body) focusCard(grid, moved);
  }

  function selectedWith(card) {
    if (card && !selection.value.has(card.dataset.key)) select(grid, card);
    return itemsOf(selection.value);
  }

  grid.addEventListener("click", (event) => {
    const command = event.target.closest("[data-does]")?.dataset.does;
    const card = event.target.closest(".card[data-key]");
    if (command === "unplan") removePlans(cart.value.filter((item) => item.id === event.target.closest("[data-id]").dataset.id));
    else if (command === "vms") setQuery({ vms: card.dataset.host }, { replace: false });
    else if (command === "menu") hostMenu(event.target.closest("button"), selectedWith(card), pools());
    else if (command || event.target.closest("a")) return;
    else if (card) {
      select(grid, card, { add: event.ctrlKey || event.metaKey, range: event.shiftKey });
      focusCard(grid, card);
    } else clearSelection();
  });
  grid.addEventListener("dblclick", (event) => {
    const card = event.target.closest(".card[data-key]");
    if (card && !event.target.closest("a, button")) setQuery({ vms: card.dataset.host }, { replace: false });
  });
  grid.addEventListener("contextmenu", (event) => {
    const card = event.target.closest(".card[data-key]");
    if (!card || event.defaultPrevented) return;
    event.preventDefault();
    const atKeyboard = event.clientX === 0 && event.clientY === 0;
    hostMenu(atKeyboard ? card : { x: event.clientX, y: event.clientY }, selectedWith(card), pools());
  });
  grid.addEventListener("change", (event) => {
    const command = event.target.dataset.does;
    if (command === "contract") options.set({ contract: event.target.value });
    if (command === "hide-empty") options.set({ hideEmpty: event.target.checked });
  });
  grid.addEventListener("focusin", (event) => event.target.matches(".card[data-key]") && updateTabStop(grid, event.target));
  grid.addEventListener("keydown", (event) => {
    const card = event.target.closest(".card[data-key]");
    if (card && event.target === card && !event.altKey && handleKey(event, card)) event.preventDefault();
  });

  function handleKey(event, card) {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    const next = neighbour(grid, card, key);
    if (next) {
      if (shiftKey && !selection.value.has(card.dataset.key)) select(grid, card);
      focusCard(grid, next);
      if (shiftKey) select(grid, next, { range: true });
    } else if (key === " ") select(grid, card, { add: true });
    else if (key === "Enter") setQuery({ vms: card.dataset.host }, { replace: false });
    else if (key === "Escape") clearSelection();
    else if (key === "a" && (ctrlKey || metaKey)) selectColumn(card);
    else if (key === "m" && canOperate()) {
      const items = selectedWith(card);
      startKeyboardMove(board, items, () =>
        focusCard(grid, grid.querySelector(`.card[data-key="${CSS.escape(card.dataset.key)}"]`)),
      );
    } else if (key === "." || (key === "F10" && shiftKey) || key === "ContextMenu") hostMenu(card, selectedWith(card), pools());
    else return false;
    return true;
  }

  const selectColumn = (card) =>
    selection.set(new Set([...card.closest(".col").querySelectorAll(".card[data-key]")].map((other) => other.dataset.key)));

  const close = combineCleanups(
    [fleet, openByHost, cart, snapshot].map((source) => source.subscribe(render)),
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
    focus: (host) => focusCard(grid, grid.querySelector(`.card[data-key][data-host="${CSS.escape(host)}"]`)),
  };
}
