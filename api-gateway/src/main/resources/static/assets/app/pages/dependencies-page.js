// @ts-check
// /dependencies : what the installation depends on, and since when and why something of it is down.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { route } from "../core/router.js";
import { formatDateTime } from "../core/format.js";
import { dependencies, dependencyName, loadDependencies } from "../fleet/dependencies.js";
import { failureNote, loadingNote } from "../shell/failure.js";

/** @import { HealthAnswerDependencyHealth as DependencyHealth } from "#api" */

const HEAD = ["", "State", "Since", "Answers within", "Looked at", "Why"];
const AGAIN_MS = 5000;

/** @type {Record<DependencyHealth["state"], [string, string]>} */
const STATES = {
  UP: ["good", "up"],
  DOWN: ["bad", "down"],
  UNKNOWN: ["warn", "not known"],
  OFF: ["calm", "not used"],
};

route(/^\/dependencies\/?$/, "Dependencies", open);

/** @param {HTMLElement} root */
function open(root) {
  const body = h("div", { class: "page-state" });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Dependencies"),
      h(
        "p",
        { class: "page-note" },
        "What this installation uses. Clouds are looked at by the workers that use them; one worker that cannot reach a cloud is enough for it to count as down. Operations wait, and nothing is lost.",
      ),
      body,
    ),
  );

  async function load() {
    try {
      await loadDependencies();
    } catch (problem) {
      body.replaceChildren(failureNote(null, problem, load));
    }
  }

  function render() {
    const all = dependencies.value;
    if (all) body.replaceChildren(table(all));
  }

  const timer = setInterval(() => !document.hidden && load(), AGAIN_MS);
  body.replaceChildren(loadingNote());
  render();
  load();
  return { close: combineCleanups(dependencies.subscribe(render), () => clearInterval(timer)) };
}

/** @param {DependencyHealth[]} all */
const table = (all) => dataTable("Dependencies", HEAD, all.map(row), "dependency-table");

/** @param {DependencyHealth} dependency */
function row(dependency) {
  const [tone, state] = STATES[dependency.state];
  const { since, cause, latency_ms: latency, seen_at: seen, seen_by: by } = dependency;
  return h(
    "tr",
    { data: { tone } },
    h("th", { scope: "row" }, dependencyName(dependency)),
    h("td", { class: "dependency-state" }, state),
    h("td", {}, since && dependency.state !== "OFF" ? formatDateTime(since) : ""),
    h("td", { class: "num" }, latency === undefined ? "" : `${latency} ms`),
    h("td", { title: by ?? "" }, seen ? `${formatDateTime(seen)}${by ? ` by ${by.split("@")[0]}` : ""}` : ""),
    h("td", { class: "dependency-cause" }, cause ?? ""),
  );
}
