// @ts-check
// The state of the board: loading, empty, failed or out of date.
import { h, setAttribute, setText } from "../core/dom.js";
import { hasStatus } from "../core/api.js";
import { outdated, fleet, gpuTypes, loadFleet } from "../fleet/fleet.js";
import { staleSentences } from "../fleet/snapshot.js";

/** @import { Fleet } from "../fleet/fleet.js" */

/** @param {HTMLElement} body gets the state as data-state, for its style */
export function boardState(body) {
  const element = h("div", { class: "board-state" });
  let renderedKey = "";
  return {
    element,
    render() {
      const { state, problem, gpuType } = fleet.value;
      const now = gpuTypes.value?.gpu_types?.length === 0 ? "empty" : state;
      const key = [now, gpuType, problem?.message].join();
      if (key === renderedKey) return;
      renderedKey = key;
      setAttribute(body, "data-state", now);
      element.replaceChildren(...contentOf(now, fleet.value));
    },
  };
}

/**
 * @param {Fleet["state"] | "empty"} state
 * @param {Fleet} fleet
 * @returns {HTMLElement[]}
 */
function contentOf(state, fleet) {
  if (state === "empty") return empty();
  if (state === "loading") return loading(fleet);
  return state === "failed" ? failed(fleet) : [];
}

const empty = () => [
  h(
    "p",
    { class: "state-note" },
    h("strong", {}, "No pool has been seen yet."),
    " The inventory reads the cloud every few minutes; the bar below shows what it found.",
  ),
];

/** @param {Fleet} fleet */
const loading = ({ gpuType }) => [
  h("p", { class: "visually-hidden", role: "status" }, `Loading ${gpuType ?? "the fleet"} …`),
  ...Array.from({ length: 5 }, () => h("div", { class: "skeleton", "aria-hidden": "true" })),
];

/** @param {Fleet} fleet */
const failed = ({ gpuType, problem }) => [
  h(
    "div",
    { class: "state-note state-bad", role: "alert" },
    h("strong", {}, hasStatus(problem, 404) ? `${gpuType} is not sold here. ` : "The fleet cannot be shown. "),
    problem?.message,
    " ",
    h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: loadFleet }, "Try again"),
  ),
];

export function staleBanner() {
  const element = h("p", { class: "banner", role: "status", hidden: true });
  return {
    element,
    render() {
      const behind = outdated.value;
      const stale = staleSentences();
      element.hidden = !behind && stale.length === 0;
      setText(
        element,
        [
          behind &&
            `The board shows an older snapshot than the gateway has${behind.problem ? `: ${behind.problem.message}` : "."} It is loading again.`,
          stale.length > 0 && `This may be out of date: ${stale.join("; ")}. Moves are checked against the cloud all the same.`,
        ]
          .filter(Boolean)
          .join(" "),
      );
    },
  };
}
