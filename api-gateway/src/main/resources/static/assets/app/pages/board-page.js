// @ts-check
// /board/L40?q=filter&contract=NAME&empty=hide&host=NAME&vms=NAME
import { h, icon, setAttribute, setText } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { navigate, route, setQuery } from "../core/router.js";
import { setTitle } from "../core/title.js";
import { onKey } from "../core/keys.js";
import { outdated, fleet, gpuTypes, loadFleet, showType } from "../fleet/fleet.js";
import { snapshot } from "../fleet/snapshot.js";
import { openBoard } from "../board/board.js";
import { openHost } from "../board/host-dialog.js";
import { selection } from "../board/selection.js";
import { dense, keepFolding } from "../board/folding.js";
import { boardState, staleBanner } from "../board/board-state.js";
import { typeBar } from "../board/types.js";
import { firstType } from "../fleet/type-list.js";

/** @import { DialogHandle } from "../core/dialog.js" */
/** @import { Where } from "../core/router.js" */
/** @typedef {{ name: string, handle?: DialogHandle }} OpenHost */
/** @import { BoardOptions } from "../board/board.js" */

/** How long a column that was linked to is marked. */
const LINKED_MS = 2_000;
const LAST_TYPE_KEY = "spot.gpu-type";

route(/^\/board(?:\/([^/]+))?$/, "Board", open, {
  q: null,
  contract: null,
  empty: ["hide"],
  host: null,
  vms: null,
  column: null,
});

keepFolding();

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let where = first;
  /** @type {OpenHost | null} */
  let dialog = null;
  /** @type {string | null} */
  let pending = null;
  /** @type {string | null} */
  let pendingColumn = null;
  const types = typeBar();
  /** @type {HTMLInputElement} */
  const filter = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    placeholder: "Filter hosts",
    "aria-label": "Filter the hosts on the board",
    "aria-keyshortcuts": "f",
    spellcheck: "false",
    oninput: () => setQuery({ q: filter.value }),
  });
  const denseSwitch = h(
    "button",
    {
      type: "button",
      class: "btn-icon btn-dense",
      "aria-label": "Dense",
      "aria-keyshortcuts": "d",
      title: "One line for a host (d)",
      onclick: () => dense.update((on) => !on),
    },
    icon("dense"),
  );
  const showDense = () => setAttribute(denseSwitch, "aria-pressed", String(dense.value));
  const selectionNote = h("span", { class: "bar-note", role: "status" });
  const stale = staleBanner();
  const body = h("div", { class: "board-body" });
  const state = boardState(body);
  body.append(state.element);
  root.append(
    h("h1", { class: "visually-hidden" }, "Board"),
    h("div", { class: "bar" }, types.element, h("div", { class: "bar-tools" }, selectionNote, denseSwitch, filter)),
    stale.element,
    body,
  );
  /** @type {BoardOptions} */
  const options = {
    filter: "",
    contract: "",
    hideEmpty: false,
    set: ({ contract, hideEmpty }) =>
      setQuery({
        ...(contract === undefined ? {} : { contract }),
        ...(hideEmpty === undefined ? {} : { empty: hideEmpty ? "hide" : null }),
      }),
  };
  const board = openBoard(body, options);

  /** @param {Where} next */
  function update(next) {
    where = next;
    const [type] = where.params;
    const { query } = where;
    options.filter = query.get("q") ?? "";
    options.contract = query.get("contract") ?? "";
    options.hideEmpty = query.get("empty") === "hide";
    if (filter.value !== options.filter) filter.value = options.filter;
    if (type) {
      localStorage.setItem(LAST_TYPE_KEY, type);
      setTitle(type);
      showType(type);
    } else chooseType();
    pending = query.get("host") ?? pending;
    pendingColumn = query.get("column") ?? pendingColumn;
    showHost(query.get("vms"));
    renderTypes();
    board.render();
    focusPending();
  }

  /** Without a type in the address, the last used type is opened, else the first. */
  function chooseType() {
    const known = gpuTypes.value?.gpu_types;
    if (!known) return void (fleet.value.state === "failed" || loadFleet());
    const type = firstType(known, localStorage.getItem(LAST_TYPE_KEY));
    navigate(`/board/${encodeURIComponent(type)}${location.search}`, { replace: true });
  }

  const renderTypes = () => types.render(where.params[0], { q: where.query.get("q"), empty: where.query.get("empty") });

  function renderState() {
    state.render();
    if (!where.params[0]) chooseType();
    renderTypes();
    focusPending();
  }

  /** Shows a linked column, and focuses the card of a linked host, as soon as they are rendered. */
  function focusPending() {
    if (fleet.value.state !== "ready") return;
    if (pendingColumn) {
      const column = pendingColumn;
      pendingColumn = null;
      requestAnimationFrame(() => requestAnimationFrame(() => showColumn(column)));
    }
    if (!pending) return;
    const host = pending;
    pending = null;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        board.focus(host);
        setQuery({ host: null });
      }),
    );
  }

  /** @param {string} key */
  function showColumn(key) {
    const element = body.querySelector(`[data-column="${CSS.escape(key)}"]`);
    element?.scrollIntoView({ inline: "center", block: "nearest" });
    element?.classList.add("col-linked");
    setTimeout(() => element?.classList.remove("col-linked"), LINKED_MS);
    setQuery({ column: null });
  }

  /**
   * One dialog at a time: the host in the address replaces the one before.
   *
   * @param {string | null} name
   */
  function showHost(name) {
    if (name === (dialog?.name ?? null)) return;
    const before = dialog;
    dialog = null;
    before?.handle?.close();
    if (!name) return;
    /** @type {OpenHost} */
    const opened = { name };
    dialog = opened;
    opened.handle = openHost(name, () => {
      if (dialog !== opened) return;
      dialog = null;
      setQuery({ vms: null });
    });
  }

  const renderSelectionNote = () =>
    setText(selectionNote, selection.value.size > 1 ? `${board.itemsOf(selection.value).length} selected` : "");
  const close = combineCleanups(
    fleet.subscribe(renderState),
    gpuTypes.subscribe(renderState),
    snapshot.subscribe(stale.render),
    outdated.subscribe(stale.render),
    selection.subscribe(renderSelectionNote),
    dense.subscribe(showDense),
    onKey("f", () => filter.focus()),
    onKey("d", () => dense.update((on) => !on)),
    board.close,
    () => showHost(null),
  );
  renderState();
  showDense();
  stale.render();
  update(where);
  return { update, close };
}
