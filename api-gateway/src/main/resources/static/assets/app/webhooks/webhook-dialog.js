// @ts-check
// The dialogs in which an admin sets a webhook, rotates its secret, or deletes it.
import { post, put, remove } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { h } from "../core/dom.js";
import { formatDateTime } from "../core/format.js";
import { openConfirmDialog } from "../shell/confirm-dialog.js";
import { errorLine } from "../shell/error-line.js";
import { notifyInfo } from "../shell/notices.js";
import { session } from "../shell/session.js";
import { showOnce } from "../shell/shown-once.js";
import { namesField, namesIn, textField } from "../shell/text-fields.js";
import { loadWebhooks, webhookAddress } from "./webhook-store.js";
import { EVENTS, FORMATS } from "./webhook-text.js";

/** @import { WebhookRotated, Webhook } from "#api" */

/** @param {Webhook} [webhook] left out for a new one */
export function openWebhookDialog(webhook) {
  const name = textField("webhook-name", "tickets", webhook?.name);
  name.disabled = Boolean(webhook);
  const format = h(
    "select",
    { class: "form-select form-select-sm", id: "webhook-format", onchange: () => render() },
    ...FORMATS.map(([wire, title]) => h("option", { value: wire }, title)),
  );
  format.value = webhook?.format ?? "cloudevents";
  const url = textField(
    "webhook-url",
    webhook ? `${webhook.url} stays if this is left empty` : "https://tickets.example/hooks/spot",
  );
  const key = textField("webhook-key", webhook ? "stays if this is left empty" : "32 letters and digits");
  const keyField = h("label", { class: "field", for: "webhook-key" }, "Integration key", key);
  const ticks = EVENTS.map(([wire, title]) => {
    const input = h("input", { type: "checkbox", class: "form-check-input", value: wire });
    input.checked = webhook ? webhook.events.includes(wire) : wire === "operation.needs-operator";
    return { input, label: h("label", { class: "tick" }, input, title) };
  });
  const pools = namesField("webhook-pools", webhook?.pools);
  const types = namesField("webhook-types", webhook?.gpu_types);
  const kinds = namesField("webhook-operations", webhook?.operations);
  const enabled = h("input", { type: "checkbox", class: "form-check-input" });
  enabled.checked = !webhook || webhook.enabled || Boolean(webhook.disabled_why);
  const error = errorLine();
  const submit = h("button", { type: "submit", form: "webhook-form", class: "btn btn-primary" }, "Set");
  const render = () => {
    keyField.hidden = format.value !== "pagerduty";
  };
  render();

  const wish = () => ({
    format: format.value,
    url: url.value.trim() || null,
    routing_key: format.value === "pagerduty" ? key.value.trim() || null : null,
    events: ticks.filter(({ input }) => input.checked).map(({ input }) => input.value),
    pools: namesIn(pools.value),
    gpu_types: namesIn(types.value),
    operations: namesIn(kinds.value),
    enabled: enabled.checked,
  });

  const handle = openDialog({
    title: webhook ? `Webhook ${webhook.name}` : "Add a webhook",
    body: h(
      "form",
      {
        id: "webhook-form",
        novalidate: true,
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            /** @type {Webhook} */
            const made = await put(webhookAddress(name.value.trim()), wish());
            handle.close();
            if (made.secret && made.format === "cloudevents") showSecret(made.name, made.secret, null);
            else notifyInfo(`The webhook ${made.name} is set.`);
            await loadWebhooks().catch(() => null);
          } catch (problem) {
            error.show(problem);
          }
          submit.disabled = false;
        },
      },
      h("label", { class: "field", for: "webhook-name" }, "Name", name),
      h("label", { class: "field", for: "webhook-format" }, "Format", format),
      h("label", { class: "field", for: "webhook-url" }, "Address", url),
      keyField,
      h("fieldset", { class: "tick-list" }, h("legend", {}, "Tells when"), ...ticks.map(({ label }) => label)),
      h(
        "details",
        { open: Boolean(webhook && webhook.pools.length + webhook.gpu_types.length + webhook.operations.length > 0) },
        h("summary", {}, "Only of some pools, GPU types or operations"),
        h("label", { class: "field", for: "webhook-pools" }, "Pools, one in each line; empty for all", pools),
        h("label", { class: "field", for: "webhook-types" }, "GPU types, one in each line; empty for all", types),
        h("label", { class: "field", for: "webhook-operations" }, "Kinds of operation, one in each line; empty for all", kinds),
      ),
      h("label", { class: "tick" }, enabled, "Enabled"),
      h(
        "p",
        { class: "page-note" },
        `It tells in the name of ${session.value.name}, as long as that is an admin without limits. What is sent leaves this installation.`,
      ),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}

/** @param {Webhook} webhook */
export function openRotateDialog({ name }) {
  openConfirmDialog({
    title: `New secret for ${name}`,
    text: "A new secret signs from now on, and is shown once. The present one signs beside it for 24 hours: give the receiver the new one within that time.",
    label: "Rotate",
    tone: "btn-primary",
    act: async () => {
      /** @type {WebhookRotated} */
      const made = await post(webhookAddress(name, "/rotate-secret"));
      showSecret(name, made.secret, made.former_secret_until);
    },
    after: reload,
  });
}

/** @param {Webhook} webhook */
export function openDeleteDialog({ name }) {
  openConfirmDialog({
    title: `Delete the webhook ${name}`,
    text: "Nothing is sent to it any more, also nothing that waits. The log of its deliveries is deleted.",
    label: "Delete",
    tone: "btn-danger",
    act: async () => {
      await remove(webhookAddress(name));
      notifyInfo(`The webhook ${name} is deleted.`);
    },
    after: reload,
  });
}

const reload = () => void loadWebhooks().catch(() => null);

/**
 * @param {string} name
 * @param {string} secret
 * @param {string | null} until the one of before signs too; null if there is none
 */
function showSecret(name, secret, until) {
  const former = until ? ` The one of before signs too until ${formatDateTime(until)}.` : "";
  showOnce(`Secret of ${name}`, secret, `The receiver verifies with it that a delivery comes from here.${former}`);
}
