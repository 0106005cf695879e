// @ts-check
// The preview of one plan: its checks, the acknowledgements it needs, and the exact commands.
import { h, icon } from "../core/dom.js";
import { contractName } from "../fleet/pools.js";
import { formatAge, localTime } from "../core/format.js";
import { patchItem } from "./cart.js";
import { checkLists, commandList } from "./check-list.js";
import { isWithdrawal, usualDeadline } from "./move-body.js";
import { previews, previewStatus } from "./previews.js";
import { acknowledgementsFor, outcomeOf, statusLabel } from "./plan-verdict.js";

/** @import { LaunchPreview } from "#api" */
/** @import { LaunchPlan, MovePlan, Plan } from "./cart.js" */
/** @import { Preview } from "./plan-verdict.js" */

/** @type {Record<string, string>} */
const ACKNOWLEDGEMENTS = {
  vms: "Confirm: the VMs move with the host",
  nvlink: "Confirm: the NVLink change is intended",
  allocations: "Confirm: ignore the leftover allocations",
};

/**
 * @param {Plan} item
 * @returns {Node[]}
 */
export function itemView(item) {
  const known = previews.value.get(item.id);
  const state = previewStatus(item);
  return [
    h(
      "div",
      { class: "review-head" },
      h("span", { class: "cart-host" }, item.host),
      h(
        "span",
        { class: "cart-route" },
        item.kind === "launch"
          ? ["Launch ", item.image_name]
          : [contractName(item.source), icon("arrow"), contractName(item.target)],
      ),
      h("span", { class: "verdict", data: { verdict: state } }, statusLabel(state)),
    ),
    item.error ? h("p", { class: "review-error", role: "alert" }, outcomeOf(item)) : null,
    known?.problem ? h("p", { class: "review-error", role: "alert" }, known.problem.message) : null,
    known?.preview ? details(item, known.preview) : null,
  ].filter((part) => part !== null);
}

/**
 * @param {Plan} item
 * @param {Preview} preview
 */
function details(item, preview) {
  const launch = /** @type {Partial<LaunchPreview>} */ (preview);
  const steps = launch.steps ?? [];
  const commands = "commands" in preview ? preview.commands : [];
  return h(
    "div",
    { class: "review-details" },
    launch.flavor
      ? h("p", { class: "review-where" }, [launch.region, launch.environment, launch.flavor].filter(Boolean).join(" · "))
      : null,
    preview.approval
      ? h(
          "p",
          { class: "review-approval" },
          h("strong", {}, "A second person has to approve it. "),
          preview.approval.map((rule) => rule.text).join(" "),
        )
      : null,
    checkLists(preview.checks),
    ...acknowledgements(item, preview),
    item.kind === "launch" ? keepBox(item) : null,
    isWithdrawal(item) ? disableBox(item) : null,
    item.kind === "move" && item.source !== "" ? waitBox(item) : null,
    commandList(item.host, steps.length > 0 ? steps : commands.map((command) => ({ command }))),
    launch.cloud_init
      ? h(
          "details",
          { class: "cloud-init", data: { keep: "cloud-init" } },
          h("summary", {}, "cloud-init"),
          h("pre", { tabindex: "0" }, launch.cloud_init),
        )
      : null,
    preview.snapshot?.read_at
      ? h(
          "p",
          { class: "review-age" },
          `Checked with what was read ${formatAge(preview.snapshot.read_at)} ago; the worker checks again right before it acts.`,
        )
      : null,
  );
}

/**
 * @param {Plan} item
 * @param {Preview} preview
 */
function acknowledgements(item, preview) {
  const { shown, more } = acknowledgementsFor(item, preview);
  return [
    ...shown.map((name) => acknowledgementBox(item, name, "tick tick-acknowledge")),
    more.length === 0
      ? null
      : h(
          "details",
          { class: "passed", data: { keep: "worker" } },
          h("summary", {}, "If the worker rejected this move before"),
          h(
            "p",
            {},
            "Right before the move the worker also asks placement, which no preview reads. What it found is in the history of the host.",
          ),
          ...more.map((name) => acknowledgementBox(item, name, "tick")),
        ),
  ];
}

/**
 * @param {Plan} item
 * @param {string} name
 * @param {string} style
 */
const acknowledgementBox = (item, name, style) =>
  h(
    "label",
    { class: style },
    h("input", {
      type: "checkbox",
      class: "form-check-input",
      checked: item.acknowledge.includes(name),
      data: { acknowledge: `${item.id}/${name}` },
      onchange: (event) =>
        patchItem(item.id, {
          acknowledge: isChecked(event) ? [...item.acknowledge, name] : item.acknowledge.filter((other) => other !== name),
        }),
    }),
    ACKNOWLEDGEMENTS[name] ?? `Confirm: ${name}`,
  );

/** @param {LaunchPlan} item */
const keepBox = (item) =>
  h(
    "label",
    { class: "tick" },
    h("input", {
      type: "checkbox",
      class: "form-check-input",
      checked: Boolean(item.keep),
      data: { acknowledge: `${item.id}/keep` },
      onchange: (event) => patchItem(item.id, { keep: isChecked(event) }),
    }),
    "Keep the VM for inspection if the launch fails",
  );

/** @param {Plan} item a withdrawal */
const disableBox = (item) =>
  h(
    "label",
    { class: "tick" },
    h("input", {
      type: "checkbox",
      class: "form-check-input",
      checked: item.kind === "move" && Boolean(item.disable),
      data: { acknowledge: `${item.id}/disable` },
      onchange: (event) => patchItem(item.id, { disable: isChecked(event) }),
    }),
    "Disable Nova's service as well, so that no VM starts there",
  );

/**
 * Whether it waits until nobody uses the host any more, and how long.
 *
 * @param {MovePlan} item
 */
function waitBox(item) {
  const until = h("input", {
    type: "datetime-local",
    class: "form-control",
    value: item.deadline ? localTime(item.deadline) : "",
    required: true,
    "aria-label": `Until when ${item.host} may wait, in the time zone of this browser`,
    data: { acknowledge: `${item.id}/deadline` },
    onchange: () => {
      const chosen = new Date(until.value);
      if (!Number.isNaN(chosen.getTime())) patchItem(item.id, { deadline: chosen.toISOString() });
    },
  });
  return h(
    "div",
    { class: "wait" },
    h(
      "label",
      { class: "tick" },
      h("input", {
        type: "checkbox",
        class: "form-check-input",
        checked: Boolean(item.deadline),
        data: { acknowledge: `${item.id}/wait` },
        onchange: (event) => patchItem(item.id, { deadline: isChecked(event) ? usualDeadline() : undefined }),
      }),
      "Wait until the host is empty; no new VM starts there meanwhile",
    ),
    item.deadline ? h("label", { class: "wait-until" }, "at most until ", until) : null,
  );
}

/** @param {Event} event of a checkbox */
const isChecked = ({ target }) => target instanceof HTMLInputElement && target.checked;
