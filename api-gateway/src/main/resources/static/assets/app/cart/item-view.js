// The preview of one plan: its checks, the acknowledgements it needs, and the exact commands.
import { h, icon } from "../core/dom.js";
import { contractName } from "../fleet/pools.js";
import { formatAge, count } from "../core/format.js";
import { patchItem } from "./cart.js";
import { previews, previewStatus } from "./previews.js";
import { outcomeOf } from "./send.js";

const ICONS = { PASSED: "check", WARNING: "warn", NEEDS_ACKNOWLEDGEMENT: "warn", REFUSED: "stop" };
const RESULT_LABELS = { PASSED: "passed", WARNING: "warning", NEEDS_ACKNOWLEDGEMENT: "needs confirmation", REFUSED: "refused" };
const ACKNOWLEDGEMENTS = {
  vms: "Confirm: the VMs move with the host",
  nvlink: "Confirm: the NVLink change is intended",
  allocations: "Confirm: ignore the leftover allocations",
};

/** Acknowledgements that the worker may need although the preview did not. */
const WORKER_ACKNOWLEDGEMENTS = ["vms", "allocations"];

/** The verdict in one line, for the cart. */
export const verdictOf = (item) => withoutApi(verdict(item));

function verdict(item) {
  const known = previews.value.get(item.id);
  switch (previewStatus(item)) {
    case "asking":
      return "Asking the gateway …";
    case "failed":
      return known.problem.message;
    case "allowed":
      return known.preview.checks.find((check) => check.result === "WARNING")?.text ?? "Allowed";
    case "refused":
      return known.preview.checks.find((check) => check.result === "REFUSED").text;
    default:
      return known.preview.checks.find((check) => check.result === "NEEDS_ACKNOWLEDGEMENT")?.text ?? "Not allowed";
  }
}

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
      h(
        "span",
        { class: "verdict", data: { verdict: state } },
        {
          allowed: "Allowed",
          acknowledge: "Needs confirmation",
          refused: "Refused",
          failed: "Not checked",
          asking: "Checking …",
        }[state],
      ),
    ),
    item.error ? h("p", { class: "review-error", role: "alert" }, outcomeOf(item)) : null,
    known?.problem ? h("p", { class: "review-error", role: "alert" }, known.problem.message) : null,
    known?.preview ? details(item, known.preview) : null,
  ];
}

function details(item, preview) {
  const steps = preview.steps ?? [];
  return h(
    "div",
    { class: "review-details" },
    preview.flavor
      ? h("p", { class: "review-where" }, [preview.region, preview.environment, preview.flavor].filter(Boolean).join(" · "))
      : null,
    checks(preview.checks),
    ...acknowledgements(item, preview),
    item.kind === "launch" ? keepBox(item) : null,
    h(
      "div",
      { class: "commands", tabindex: "0", role: "group", "aria-label": `Commands for ${item.host}` },
      ...(steps.length > 0
        ? steps.map((step) => h("div", {}, h("span", { class: "command-title" }, step.title), h("code", {}, step.command)))
        : (preview.commands ?? []).map((command) => h("code", {}, command))),
    ),
    preview.cloud_init
      ? h(
          "details",
          { class: "cloud-init", data: { keep: "cloud-init" } },
          h("summary", {}, "cloud-init"),
          h("pre", { tabindex: "0" }, preview.cloud_init),
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

/** Failed checks are shown first; passed ones can be expanded. */
function checks(all) {
  const passed = all.filter((check) => check.result === "PASSED");
  const row = (check) =>
    h(
      "li",
      { data: { result: check.result } },
      icon(ICONS[check.result] ?? "warn"),
      h("span", { class: "visually-hidden" }, `${RESULT_LABELS[check.result] ?? check.result}: `),
      h("span", {}, withoutApi(check.text)),
    );
  return [
    h("ul", { class: "checks" }, ...all.filter((check) => check.result !== "PASSED").map(row)),
    h(
      "details",
      { class: "passed", data: { keep: "passed" } },
      h("summary", {}, `${count(passed.length, "check")} passed`),
      h("ul", { class: "checks" }, ...passed.map(row)),
    ),
  ];
}

/** Removes the hint for API clients, because the board has a checkbox. */
const withoutApi = (text) => text.replace(/ To (move|launch)[^.]*, send acknowledge: .*$/, "");

function acknowledgements(item, preview) {
  const asked = preview.checks.filter((check) => check.acknowledgement).map((check) => check.acknowledgement);
  const shown = new Set([...item.acknowledge, ...asked]);
  const more = item.kind === "move" ? WORKER_ACKNOWLEDGEMENTS.filter((name) => !shown.has(name)) : [];
  return [
    ...[...shown].map((name) => acknowledgementBox(item, name, "tick tick-acknowledge")),
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
          acknowledge: event.target.checked ? [...item.acknowledge, name] : item.acknowledge.filter((other) => other !== name),
        }),
    }),
    ACKNOWLEDGEMENTS[name] ?? `Confirm: ${name}`,
  );

const keepBox = (item) =>
  h(
    "label",
    { class: "tick" },
    h("input", {
      type: "checkbox",
      class: "form-check-input",
      checked: Boolean(item.keep),
      data: { acknowledge: `${item.id}/keep` },
      onchange: (event) => patchItem(item.id, { keep: event.target.checked }),
    }),
    "Keep the VM for inspection if the launch fails",
  );
