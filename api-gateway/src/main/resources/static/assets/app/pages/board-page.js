// /board/L40?q=filter&contract=NAME&empty=hide&host=NAME&vms=NAME
import { h, keyed, mark, say } from "../core/dom.js";
import { all } from "../core/cell.js";
import { go, retitle, route, setQuery } from "../core/router.js";
import { onKey } from "../core/keys.js";
import { percent, count } from "../core/format.js";
import { fleet, gpuTypes, readFleet, showType, snapshot, UNCLASSIFIED } from "../fleet/fleet.js";
import { openBoard } from "../board/board.js";
import { openHost } from "../board/host-dialog.js";
import { selection } from "../board/selection.js";

const LAST = "spot.gpu-type";

route(/^\/board(?:\/([^/]+))?$/, "Board", open);

function open(root, first) {
  let where = first;
  let dialog = null;
  let pending = null;
  const types = h("nav", { class: "types", "aria-label": "GPU type" });
  const filter = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    placeholder: "Filter hosts",
    "aria-label": "Filter the hosts on the board",
    "aria-keyshortcuts": "f",
    spellcheck: "false",
    oninput: () => setQuery({ q: filter.value }),
  });
  const chosen = h("span", { class: "bar-note", role: "status" });
  const stale = h("p", { class: "banner", role: "status", hidden: true });
  const state = h("div", { class: "board-state" });
  const body = h("div", { class: "board-body" }, state);
  root.append(
    h("h1", { class: "visually-hidden" }, "Board"),
    h("div", { class: "bar" }, types, h("div", { class: "bar-tools" }, chosen, filter)),
    stale,
    body,
  );
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

  function update(next) {
    where = next;
    const [type] = where.params;
    const { query } = where;
    options.filter = query.get("q") ?? "";
    options.contract = query.get("contract") ?? "";
    options.hideEmpty = query.get("empty") === "hide";
    if (filter.value !== options.filter) filter.value = options.filter;
    if (type) {
      localStorage.setItem(LAST, type);
      retitle(type);
      showType(type);
    } else chooseType();
    pending = query.get("host") ?? pending;
    showHost(query.get("vms"));
    drawTypes();
    board.draw();
    focusPending();
  }

  /** Without a type in the address: the one of last time, else the first there is. */
  function chooseType() {
    const known = gpuTypes.value?.gpu_types;
    if (!known) return void readFleet();
    const last = localStorage.getItem(LAST);
    const type = known.some((one) => one.gpu_type === last) ? last : (known[0]?.gpu_type ?? (known.length === 0 && UNCLASSIFIED));
    if (type) go(`/board/${encodeURIComponent(type)}${location.search}`, { replace: true });
  }

  function drawTypes() {
    const known = gpuTypes.value;
    const list = (known?.gpu_types ?? []).map((type) => ({ ...type, path: type.gpu_type, title: type.gpu_type }));
    // Pools of neither pattern sell no GPUs; contracts whose type nobody can tell have a board of their own.
    if (known?.unclassified?.pools?.some((name) => /^contract-/i.test(name)))
      list.push({ path: UNCLASSIFIED, title: "Unclassified", gpu_used: null, hosts: known.unclassified.hosts });
    keyed(types, list, { key: (type) => type.path, create: makeType, update: updateType });
  }

  function makeType(type) {
    return h(
      "a",
      { class: "type", href: `/board/${encodeURIComponent(type.path)}` },
      h("span", { class: "type-name" }, type.title),
      h("span", { class: "type-use" }),
      h("span", { class: "type-bar", "aria-hidden": "true" }, h("i")),
    );
  }

  function updateType(element, type) {
    const [, use, bar] = element.children;
    say(use, type.gpu_used === null ? count(type.hosts, "host") : `${type.gpu_used}/${type.gpu_capacity}`);
    bar.hidden = type.gpu_used === null;
    bar.firstChild.style.setProperty("width", `${percent(type.gpu_used, type.gpu_capacity)}%`);
    mark(element, "aria-current", type.path === where.params[0] ? "page" : null);
    mark(
      element,
      "title",
      type.gpu_used === null ? null : `${type.gpu_used} of ${type.gpu_capacity} GPUs used on ${type.hosts} hosts`,
    );
  }

  function drawState() {
    const { state: now, problem, gpuType } = fleet.value;
    body.dataset.state = gpuTypes.value?.gpu_types?.length === 0 ? "empty" : now;
    if (body.dataset.state === "empty")
      state.replaceChildren(
        h(
          "p",
          { class: "state-note" },
          h("strong", {}, "No pool has been seen yet."),
          " The inventory reads the cloud every few minutes; the bar below tells what it found.",
        ),
      );
    else if (now === "loading")
      state.replaceChildren(
        h("p", { class: "visually-hidden", role: "status" }, `Loading ${gpuType ?? "the fleet"} …`),
        ...Array.from({ length: 5 }, () => h("div", { class: "skeleton", "aria-hidden": "true" })),
      );
    else if (now === "failed")
      state.replaceChildren(
        h(
          "div",
          { class: "state-note state-bad", role: "alert" },
          h("strong", {}, problem.status === 404 ? `${gpuType} is not sold here. ` : "The fleet cannot be shown. "),
          problem.message,
          " ",
          h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: readFleet }, "Try again"),
        ),
      );
    else state.replaceChildren();
    if (!where.params[0]) chooseType();
    drawTypes();
    focusPending();
  }

  function drawStale() {
    const old = (snapshot.value?.sources ?? []).filter(
      (source) => source.state === "STALE" && ["aggregates", "servers"].includes(source.name),
    );
    stale.hidden = old.length === 0;
    if (old.length > 0)
      say(
        stale,
        `What stands here may be out of date: ${old.map((source) => `${source.name} not read (${source.trouble ?? "no answer"})`).join("; ")}. Moves are checked against the cloud all the same.`,
      );
  }

  /** A link to a host leads to its card as soon as it is there. */
  function focusPending() {
    if (!pending || fleet.value.state !== "ready") return;
    const host = pending;
    pending = null;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        board.focus(host);
        setQuery({ host: null });
      }),
    );
  }

  function showHost(name) {
    if (name === (dialog?.name ?? null)) return;
    if (!name) return void dialog?.handle.close();
    const host = [...fleet.value.pools, ...fleet.value.contracts]
      .flatMap((pool) => pool.hosts)
      .concat(fleet.value.outOfStock)
      .find((one) => one.hostname === name);
    dialog = { name };
    dialog.handle = openHost(name, host, () => {
      dialog = null;
      setQuery({ vms: null });
    });
  }

  const drawChosen = () => say(chosen, selection.value.size > 1 ? `${board.itemsOf(selection.value).length} selected` : "");
  const close = all(
    fleet.watch(drawState),
    gpuTypes.watch(drawState),
    snapshot.watch(drawStale),
    selection.watch(drawChosen),
    onKey("f", () => filter.focus()),
    board.close,
    () => dialog?.handle.close(),
  );
  drawState();
  drawStale();
  update(where);
  return { update, close };
}
