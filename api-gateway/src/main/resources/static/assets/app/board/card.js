// @ts-check
// The card of one host. A card is created once and updated in place.
import { childrenOf, h, icon, setAttribute, setText } from "../core/dom.js";
import { count, formatDateTime, formatTime, withShownTimes } from "../core/format.js";
import { stateLabel, progress, tone } from "../operations/progress.js";
import { workflowTitle } from "../operations/workflows.js";
import { contractName } from "../fleet/pools.js";
import { goalText, openLeg } from "../reservations/reservation-text.js";

/** @import { Host, HostWithdrawn, Reservation } from "#api" */
/** @import { MovePlan } from "../cart/cart.js" */
/** @import { KnownOperation } from "../operations/merging.js" */
/** @import { Card } from "./cards.js" */

/** @typedef {ReturnType<typeof makeParts>} Parts */

/**
 * The parts of each card, and what they show.
 *
 * @type {WeakMap<HTMLElement, { part: Parts, shown?: Card }>}
 */
const parts = new WeakMap();

const makeParts = () => ({
  name: h("span", { class: "card-name" }),
  nvlink: h("span", { class: "tag", title: "NVLink" }, "NVL"),
  gpus: h("span", { class: "card-gpus" }),
  bar: h("div", { class: "gpu-bar", "aria-hidden": "true" }),
  vms: h("button", { type: "button", class: "card-vms", tabindex: "-1", data: { does: "vms" } }),
  owner: h("span", { class: "card-owner", data: { from: "netbox" } }),
  place: h("span", { class: "card-place", data: { from: "netbox" } }, h("span"), h("span", { class: "card-rack" })),
  netbox: h(
    "a",
    { class: "card-icon", tabindex: "-1", target: "_blank", rel: "noopener noreferrer", title: "Open in NetBox" },
    icon("out"),
  ),
  more: h(
    "button",
    { type: "button", class: "card-icon", tabindex: "-1", title: "Actions", data: { does: "menu" } },
    icon("more"),
  ),
  flag: h("div", { class: "card-flag" }),
  operation: h(
    "a",
    { class: "card-op", tabindex: "-1" },
    h("span", { class: "op-line" }, h("span", { class: "op-dots", "aria-hidden": "true" }), h("span", { class: "op-text" })),
    h("span", { class: "op-why" }),
  ),
});

/** @param {Card} item */
export function makeCard(item) {
  const part = makeParts();
  const cell = h(
    "div",
    { role: "gridcell", class: "card-cell" },
    h("div", { class: "card-top" }, part.name, part.gpus),
    part.bar,
    h(
      "div",
      { class: "card-meta" },
      part.vms,
      part.owner,
      part.nvlink,
      part.place,
      h("span", { class: "card-icons" }, part.netbox, part.more),
    ),
    part.flag,
    part.operation,
  );
  const element = h(
    "div",
    { class: "card", role: "row", tabindex: "-1", "aria-selected": "false", data: { key: item.key, host: item.host.hostname } },
    cell,
  );
  parts.set(element, { part });
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Card} item
 */
export function updateCard(element, item) {
  const known = parts.get(element);
  if (!known || (known.shown && isSame(known.shown, item))) return;
  known.shown = item;
  const { part } = known;
  const { host, operation, plan } = item;
  element.dataset.status = item.arriving ? "ARRIVING" : host.status;
  element.dataset.tone = operation ? tone(operation) : "";
  setAttribute(element, "data-planned", plan ? "" : null);
  setAttribute(element, "aria-label", accessibleLabel(item));
  setText(part.name, host.hostname);
  part.nvlink.hidden = host.nvlinks !== true;
  setText(part.gpus, `${host.gpu_used}/${host.gpu_capacity}`);
  part.bar.style.setProperty("--used", String(host.gpu_used));
  part.bar.style.setProperty("--of", String(Math.max(1, host.gpu_capacity)));
  const vms = host.vm_count === 0 ? "empty" : count(host.vm_count, "VM");
  setText(part.vms, vms);
  setAttribute(part.vms, "aria-label", `${vms}: VMs and details of ${host.hostname}`);
  setAttribute(part.vms, "title", hiddenTenants(host).join("; ") || null);
  setText(part.owner, host.tenant ?? "");
  const [group, rack] = childrenOf(part.place);
  setText(group, host.owner_group ?? "");
  setText(rack, host.rack ?? "");
  setAttribute(part.owner, "title", host.tenant ?? null);
  setAttribute(part.place, "title", [host.owner_group, host.site, host.rack].filter(Boolean).join(" · ") || null);
  const address = safeLink(host.netbox_url);
  part.netbox.hidden = !address;
  setAttribute(part.netbox, "href", address);
  setAttribute(part.netbox, "aria-label", `${host.hostname} in NetBox`);
  setAttribute(part.more, "aria-label", `Actions for ${host.hostname}`);
  renderFlags(part.flag, item);
  part.operation.hidden = !operation;
  if (operation) showOperation(part.operation, operation);
}

/**
 * Tenants that are not in Nova's server list, and leftover allocations: one line each.
 *
 * @param {Host} host
 */
export const hiddenTenants = (host) =>
  (host.hidden_tenants ?? []).map(({ name, id, text }) => [name || id, text].filter(Boolean).join(" "));

/**
 * @param {Card} a
 * @param {Card} b
 */
const isSame = (a, b) =>
  a.operation === b.operation &&
  a.plan === b.plan &&
  a.arriving === b.arriving &&
  JSON.stringify(a.reserved) === JSON.stringify(b.reserved) &&
  (a.host === b.host || JSON.stringify(a.host) === JSON.stringify(b.host));

const IN_NO_POOL = "NO_AGGREGATE";

/** @param {HostWithdrawn} withdrawn */
export const withdrawnText = ({ since, by, reason }) => `withdrawn by ${by}, ${formatTime(since)}${reason ? `: ${reason}` : ""}`;

/** @type {Record<string, string>} */
const STATUS_LABELS = { AVAILABLE: "available", IN_USE: "in use", OUT_OF_STOCK: "out of stock" };

/** @param {Card} card */
function accessibleLabel({ host, operation, plan, arriving, reserved = [] }) {
  return [
    host.hostname,
    `${host.gpu_used} of ${host.gpu_capacity} GPUs used`,
    count(host.vm_count, "VM"),
    host.gpu_note,
    host.nvlinks && "NVLink",
    host.tenant && `tenant ${host.tenant}`,
    host.owner_group && `owner ${host.owner_group}`,
    ...(arriving ? [arrivingText(host)] : [STATUS_LABELS[host.status], ...host.reasons.map((reason) => reason.text)]),
    operation && `open operation: ${workflowTitle(operation.kind)}, ${stateLabel(operation)}`,
    plan && "planned",
    ...reserved.map(reservedText),
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * What is to come, when and by whom.
 *
 * @param {Reservation} reservation
 */
function reservedText(reservation) {
  const leg = openLeg(reservation) ?? reservation;
  const what = `${leg === reservation ? "" : "back "}${goalText(leg)}`;
  return leg.state === "ASKING"
    ? `reserved ${what}: needs a decision`
    : `reserved ${what}, ${formatDateTime(leg.begins_at)}, by ${reservation.requested_by}`;
}

/** @param {Host} host */
const arrivingText = ({ moving }) => (moving?.from ? `arriving from ${contractName(moving.from)}` : "arriving");

/**
 * @param {HTMLElement} element
 * @param {Card} card
 */
function renderFlags(element, { host, plan, arriving, reserved = [] }) {
  /** @type {Array<[string, string]>} */
  const lines = [];
  if (plan)
    lines.push([
      "plan",
      plan.kind === "launch"
        ? `launch planned: ${plan.image_name}`
        : `planned to ${contractName(plan.target)}${plan.deadline ? " when empty" : ""}`,
    ]);
  for (const one of reserved) lines.push([openLeg(one)?.state === "ASKING" ? "warn" : "plan", reservedText(one)]);
  if (arriving) lines.push(["dim", arrivingText(host)]);
  for (const reason of arriving ? [] : host.reasons)
    lines.push(["bad", host.withdrawn && reason.code === IN_NO_POOL ? withdrawnText(host.withdrawn) : reason.text]);
  if (!arriving && host.status === "OUT_OF_STOCK" && host.aggregates.length > 0)
    lines.push(["dim", `in ${host.aggregates.join(", ")}`]);
  if (host.gpu_note) lines.push(["warn", host.gpu_note]);
  if (host.drift) lines.push(["warn", `moved by someone else: ${host.drift.expected} was expected`]);
  element.hidden = lines.length === 0;
  element.replaceChildren(...lines.map(([tone, text]) => h("span", { class: "flag-line", data: { tone } }, text)));
}

/**
 * @param {HTMLElement} element
 * @param {KnownOperation} operation
 */
function showOperation(element, operation) {
  const { done, of } = progress(operation);
  setAttribute(element, "href", `/operations/${operation.id}`);
  const [line, why] = childrenOf(element);
  const [dots, text] = childrenOf(line);
  dots.replaceChildren(
    ...Array.from({ length: of }, (_, index) => h("i", { data: { at: index < done ? "done" : index === done ? "now" : "" } })),
  );
  setText(text, `${stateLabel(operation)}${operation.attempt > 0 ? ` · attempt ${operation.attempt + 1}` : ""}`);
  setText(why, withShownTimes(operation.cause));
  setAttribute(why, "title", operation.cause);
}

/**
 * Links come from external systems: only http and https are allowed.
 *
 * @param {string | undefined} text
 */
export const safeLink = (text) => (/^https?:\/\//i.test(text ?? "") ? (text ?? null) : null);

/** @param {MovePlan} item */
export function makePlan(item) {
  return h(
    "div",
    { class: "card card-plan", role: "row", data: { plan: item.id } },
    h(
      "div",
      { role: "gridcell", class: "card-cell" },
      h(
        "div",
        { class: "card-top" },
        h("span", { class: "card-name" }, item.host),
        h(
          "button",
          {
            type: "button",
            class: "card-icon",
            "aria-label": `Remove the plan for ${item.host}`,
            data: { does: "unplan", id: item.id },
          },
          icon("close"),
        ),
      ),
      h("div", { class: "card-meta" }, h("span", { class: "card-owner" }, `from ${contractName(item.source)}`)),
    ),
  );
}
