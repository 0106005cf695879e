// @ts-check
// /webhooks : who outside is told what happens here, and whether it is taken. For admins.
import { post } from "../core/api.js";
import { h } from "../core/dom.js";
import { withShownTimes } from "../core/format.js";
import { route } from "../core/router.js";
import { combineCleanups } from "../core/signal.js";
import { timeElement } from "../core/time-element.js";
import { failureNote } from "../shell/failure.js";
import { notifyInfo, notifyProblem } from "../shell/notices.js";
import { isAdmin } from "../shell/session.js";
import { deliveryList } from "../webhooks/delivery-list.js";
import { openDeleteDialog, openRotateDialog, openWebhookDialog } from "../webhooks/webhook-dialog.js";
import { loadWebhooks, webhookAddress, webhooks } from "../webhooks/webhook-store.js";
import { answerText, deliveryState, EVENTS, filterText, formatName, webhookState } from "../webhooks/webhook-text.js";

/** @import { Delivery, Webhook } from "#api" */
/** @import { Child } from "../core/dom.js" */

/** Nothing tells of attempts. */
const AGAIN_MS = 10_000;

route(/^\/webhooks\/?$/, "Webhooks", open);

/** @param {HTMLElement} root */
function open(root) {
  const list = h("div", { class: "webhooks" });
  const state = h("div", { class: "page-state" });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Webhooks"),
      h(
        "p",
        { class: "page-note" },
        "Who outside is told what happens here. Each event is told at least once, with an id by which a receiver drops doubles.",
      ),
      list,
      state,
      isAdmin()
        ? h(
            "div",
            { class: "page-more" },
            h("button", { type: "button", class: "btn btn-sm btn-primary", onclick: () => openWebhookDialog() }, "Add a webhook"),
          )
        : null,
    ),
  );
  if (!isAdmin()) {
    state.replaceChildren(h("p", { class: "state-note" }, "Only admins see webhooks."));
    return {};
  }
  state.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));

  /** The logs that are open, by name. @type {Map<string, ReturnType<typeof deliveryList>>} */
  const logs = new Map();

  function render() {
    const all = webhooks.value;
    if (!all) return;
    list.replaceChildren(...all.map((webhook) => card(webhook, logs)));
    state.replaceChildren(
      ...(all.length > 0 ? [] : [h("p", { class: "state-note" }, "There is no webhook yet. Nobody outside is told anything.")]),
    );
  }

  const load = () =>
    loadWebhooks().catch((problem) => {
      if (!webhooks.value) state.replaceChildren(failureNote(null, problem, load));
    });
  const again = setInterval(() => !document.hidden && load(), AGAIN_MS);
  const stop = webhooks.subscribe(render);
  render();
  load();
  return { close: combineCleanups(stop, () => clearInterval(again)) };
}

/**
 * @param {Webhook} webhook
 * @param {Map<string, ReturnType<typeof deliveryList>>} logs
 */
function card(webhook, logs) {
  const how = webhookState(webhook);
  const id = `webhook-${webhook.name}`;
  const log = h("div", {}, logs.get(webhook.name)?.element);
  const toggle = quiet("Deliveries", webhook, () => {
    if (logs.delete(webhook.name)) log.replaceChildren();
    else {
      const made = deliveryList(webhook.name);
      logs.set(webhook.name, made);
      log.replaceChildren(made.element);
    }
    toggle.setAttribute("aria-expanded", String(logs.has(webhook.name)));
  });
  toggle.setAttribute("aria-expanded", String(logs.has(webhook.name)));
  const test = h(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-outline-secondary",
      "aria-label": `Send a test to ${webhook.name}`,
      onclick: async () => {
        test.disabled = true;
        await sendTest(webhook);
        test.disabled = false;
        logs.get(webhook.name)?.load();
      },
    },
    "Send a test",
  );
  return h(
    "article",
    { class: "set-card webhook", "aria-labelledby": id },
    h(
      "div",
      { class: "policy-head" },
      h("h2", { id }, webhook.name),
      h("span", { class: "state", data: { tone: how.tone } }, how.text),
    ),
    facts(webhook),
    ...[webhook.disabled_why, webhook.resting]
      .filter((why) => why !== undefined)
      .map((why) => h("p", { class: "facts-note", data: { tone: "attention" } }, withShownTimes(why))),
    webhook.failing_since
      ? h(
          "p",
          { class: "facts-note", data: { tone: "attention" } },
          "It takes nothing since ",
          timeElement(webhook.failing_since),
          `. ${webhook.last_failure ?? ""}`,
        )
      : null,
    h(
      "div",
      { class: "policy-actions" },
      test,
      toggle,
      quiet("Edit", webhook, () => openWebhookDialog(webhook)),
      webhook.format === "cloudevents" ? quiet("New secret", webhook, () => openRotateDialog(webhook)) : null,
      quiet("Delete", webhook, () => openDeleteDialog(webhook)),
    ),
    log,
  );
}

/** @param {Webhook} webhook */
async function sendTest({ name }) {
  try {
    /** @type {Delivery} */
    const sent = await post(webhookAddress(name, "/test"));
    const text = `Test of ${name}: ${deliveryState(sent).text.toLowerCase()}. ${answerText(sent)}`;
    if (sent.state === "DELIVERED") notifyInfo(text);
    else notifyProblem(new Error(answerText(sent)), `The test of ${name} was not delivered`);
  } catch (problem) {
    notifyProblem(problem, `The test of ${name} was not sent`);
  }
}

/**
 * @param {string} label
 * @param {Webhook} webhook
 * @param {() => void} onclick
 */
const quiet = (label, { name }, onclick) =>
  h("button", { type: "button", class: "btn-quiet", "aria-label": `${label}: webhook ${name}`, onclick }, label);

/** @param {Webhook} webhook */
function facts(webhook) {
  const told = EVENTS.filter(([wire]) => webhook.events.includes(wire)).map(([, title]) => title);
  /** @type {Array<[string, Child]>} */
  const rows = [
    ["To", webhook.url],
    ["Format", formatName(webhook.format)],
    ["Tells", told.join("; ")],
    ["Of", filterText(webhook)],
    ["Former secret", webhook.former_secret_until ? ["signs too until ", timeElement(webhook.former_secret_until)] : null],
    ["Set", [timeElement(webhook.set_at), ` by ${webhook.set_by}`]],
  ];
  return h(
    "dl",
    { class: "facts" },
    ...rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}
