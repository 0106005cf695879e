// @ts-check
// /system : which cloud this is, the whole fleet in numbers, how old each source is, and which VMs have a firewall.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { get, isAborted } from "../core/api.js";
import { combineCleanups } from "../core/signal.js";
import { route } from "../core/router.js";
import { now } from "../core/clock.js";
import { formatDateTime } from "../core/format.js";
import { snapshot, sourceError, sourceName, sources } from "../fleet/snapshot.js";
import { firewallPart } from "../launch/firewall-part.js";
import { failureNote, loadingNote } from "../shell/failure.js";
import { session } from "../shell/session.js";

/** @import { RunningPart, SnapshotSource, System } from "#api" */

/** @type {Record<string, string>} */
const STATES = { OK: "read", STALE: "out of date", UNREAD: "not read yet", OFF: "not used" };

const PART_HEAD = ["Part", "Machine and process", "Release", "Running since"];
/** An upgrade replaces one part after the other; different releases for longer are a part that was forgotten. */
const UPGRADE_MS = 30 * 60_000;

route(/^\/system\/?$/, "System", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {AbortController | null} */
  let request = null;
  const state = h("div", { class: "page-state" }, loadingNote());
  const facts = h("div");
  const read = h("div");
  const firewall = firewallPart();
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "System"),
      h(
        "p",
        { class: "page-note" },
        "What this installation works for, and what it last read. ",
        h("a", { href: "/dependencies" }, "Dependencies"),
        " shows what it uses, ",
        h("a", { href: "/inventory-check" }, "Inventory check"),
        " compares NetBox with the pools.",
      ),
      state,
      facts,
      read,
      firewall.element,
    ),
  );

  async function load() {
    request?.abort();
    const own = (request = new AbortController());
    try {
      /** @type {System} */
      const system = await get("/api/system", { signal: own.signal });
      state.replaceChildren();
      facts.replaceChildren(...factsOf(system));
    } catch (problem) {
      // What was read before stays.
      if (!isAborted(problem)) state.replaceChildren(failureNote("The system could not be read.", problem, load));
    }
  }

  const renderSources = () => read.replaceChildren(table("Sources", SOURCE_HEAD, sources().map(sourceRow)));
  load();
  renderSources();
  return {
    close: combineCleanups(snapshot.subscribe(load), snapshot.subscribe(renderSources), firewall.close, () => request?.abort()),
  };
}

/** @param {System} system */
function factsOf({ cloud, fleet, parts, parts_differ_since: differ }) {
  const { release } = session.value;
  const { gpus } = fleet;
  return [
    list(
      ["Cloud", cloud?.keystone ?? "no part has logged in yet"],
      ["Project", cloud?.project ?? "not known"],
      ["Region", cloud?.region ?? "not named"],
      ["Bound to it since", cloud ? formatDateTime(cloud.since) : ""],
      ["Release of the gateway", release ? `${release.version} (commit ${release.commit ?? "unknown"})` : "not known"],
    ),
    h("h2", { class: "part-title" }, "All GPU types"),
    list(
      ["GPUs free", gpus.free],
      ["Used of sellable", `${gpus.used.toLocaleString("en")} of ${gpus.sellable.toLocaleString("en")}`],
      ["Under way", gpus.under_way],
      ["Out of stock", gpus.out_of_stock],
      ["GPUs in all", gpus.total],
      ["GPU types", fleet.gpu_types],
      ["Pools", fleet.pools],
      ["Hosts", fleet.hosts],
    ),
    ...partsOf(parts ?? [], differ),
  ];
}

/**
 * @param {RunningPart[]} parts
 * @param {string} [differ] since when they have different releases
 */
function partsOf(parts, differ) {
  const releases = new Set(parts.map(releaseOf));
  const late = differ !== undefined && now() - Date.parse(differ) > UPGRADE_MS;
  return [
    table(
      "Parts",
      PART_HEAD,
      parts.map((part) => partRow(part, late && releaseOf(part) !== newest(parts))),
    ),
    differ === undefined
      ? null
      : h(
          "p",
          { class: late ? "banner" : "state-note", role: "status" },
          `The parts run ${releases.size} releases since ${formatDateTime(differ)}. `,
          late
            ? "That is longer than an upgrade takes: start those of the earlier release anew with the later one, or go back."
            : "So it is during an upgrade.",
        ),
  ].filter((part) => part !== null);
}

/** @param {RunningPart} part */
const releaseOf = ({ version, commit }) => `${version} (commit ${commit})`;

/**
 * The release of the part that was started last.
 *
 * @param {RunningPart[]} parts
 */
const newest = (parts) => releaseOf([...parts].sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at))[0]);

/**
 * @param {RunningPart} part
 * @param {boolean} behind
 */
const partRow = (part, behind) =>
  h(
    "tr",
    { data: { tone: behind ? "warn" : "" } },
    h("th", { scope: "row" }, part.part),
    h("td", {}, part.process.slice(part.process.indexOf("@") + 1)),
    h("td", { class: "nowrap" }, releaseOf(part)),
    h("td", { class: "nowrap" }, formatDateTime(part.started_at)),
  );

/** @param {Array<[string, string | number]>} facts */
const list = (...facts) =>
  h(
    "dl",
    { class: "facts check-facts" },
    ...facts.map(([title, value]) =>
      h("div", {}, h("dt", {}, title), h("dd", {}, typeof value === "number" ? value.toLocaleString("en") : value)),
    ),
  );

const NUMBERS = new Set(["Took", "Calls", "Items"]);
const SOURCE_HEAD = ["Source", "State", "Read", "Took", "Calls", "Items", "Why"];

/** @param {SnapshotSource} source */
function sourceRow(source) {
  const { state, read_at: at, took_ms: took, calls, items } = source;
  return h(
    "tr",
    { data: { tone: state === "STALE" ? "warn" : "" } },
    h("th", { scope: "row" }, sourceName(source)),
    h("td", {}, STATES[state] ?? state),
    h("td", { class: "nowrap" }, at ? formatDateTime(at) : ""),
    h("td", { class: "num" }, took === undefined ? "" : `${took} ms`),
    h("td", { class: "num" }, calls),
    h("td", { class: "num" }, items?.toLocaleString("en")),
    h("td", {}, state === "STALE" ? sourceError(source) : ""),
  );
}

/**
 * @param {string} title
 * @param {string[]} head
 * @param {HTMLElement[]} rows
 */
const table = (title, head, rows) =>
  h(
    "section",
    { class: "check-part" },
    h("h2", { class: "part-title" }, title),
    dataTable(
      title,
      head.map((text) => ({ text, class: NUMBERS.has(text) ? "num" : undefined })),
      rows,
    ),
  );
