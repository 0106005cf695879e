// What the board says of itself: loading, empty, failed, or that what it shows is old.
import { h, mark, say } from "../core/dom.js";
import { behind, fleet, gpuTypes, readFleet } from "../fleet/fleet.js";
import { staleSentences } from "../fleet/snapshot.js";

/** @param body gets the state, so that what it covers can step back */
export function boardState(body) {
  const element = h("div", { class: "board-state" });
  let drawn = null;
  return {
    element,
    draw() {
      const { state, problem, gpuType } = fleet.value;
      const now = gpuTypes.value?.gpu_types?.length === 0 ? "empty" : state;
      const key = [now, gpuType, problem?.message].join();
      if (key === drawn) return;
      drawn = key;
      mark(body, "data-state", now);
      element.replaceChildren(...({ empty, loading, failed }[now]?.(fleet.value) ?? []));
    },
  };
}

const empty = () => [
  h(
    "p",
    { class: "state-note" },
    h("strong", {}, "No pool has been seen yet."),
    " The inventory reads the cloud every few minutes; the bar below tells what it found.",
  ),
];

const loading = ({ gpuType }) => [
  h("p", { class: "visually-hidden", role: "status" }, `Loading ${gpuType ?? "the fleet"} …`),
  ...Array.from({ length: 5 }, () => h("div", { class: "skeleton", "aria-hidden": "true" })),
];

const failed = ({ gpuType, problem }) => [
  h(
    "div",
    { class: "state-note state-bad", role: "alert" },
    h("strong", {}, problem.status === 404 ? `${gpuType} is not sold here. ` : "The fleet cannot be shown. "),
    problem.message,
    " ",
    h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: readFleet }, "Try again"),
  ),
];

export function staleBanner() {
  const element = h("p", { class: "banner", role: "status", hidden: true });
  return {
    element,
    draw() {
      const late = behind.value;
      const old = staleSentences();
      element.hidden = !late && old.length === 0;
      say(
        element,
        [
          late && `The gateway knows more than this board shows${late.problem ? `: ${late.problem.message}` : "."} It is read again.`,
          old.length > 0 &&
            `What stands here may be out of date: ${old.join("; ")}. Moves are checked against the cloud all the same.`,
        ]
          .filter(Boolean)
          .join(" "),
      );
    },
  };
}
