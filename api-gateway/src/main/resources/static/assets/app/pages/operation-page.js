// /operations/{id}: one operation from its acceptance to its end, live while it is open.
import { h, say } from "../core/dom.js";
import { all } from "../core/cell.js";
import { get } from "../core/api.js";
import { backOff, mayPass } from "../core/retry.js";
import { retitle, route } from "../core/router.js";
import { duration, exact, moment, sentence } from "../core/format.js";
import { contractName } from "../fleet/pools.js";
import { actionButtons } from "../operations/actions.js";
import { onOperation } from "../operations/live.js";
import { routeOf, tone } from "../operations/plans.js";
import { waitsForTry } from "../operations/stages.js";
import { timeline } from "../operations/timeline.js";
import { usual } from "../operations/usual.js";
import { workflows, workflowTitle } from "../operations/workflows.js";
import { failureNote } from "../shell/failure.js";
import { inform } from "../shell/notices.js";

const TICK_MS = 1000;

route(/^\/operations\/([^/]+)$/, "Operation", open);

function open(root, first) {
  let id = null;
  let operation = null;
  let request = null;
  const retry = backOff();
  let waited = false;
  const title = h("h1", { class: "page-title" }, "Operation");
  const badge = h("span", { class: "state state-big", role: "status", hidden: true });
  const head = h("div", {});
  const steps = timeline();
  const actions = h("div", { class: "op-actions" });
  const body = h("div", { class: "op-body" });
  const side = h("div", { class: "op-facts" });
  root.append(
    h(
      "article",
      { class: "page op-page" },
      h("div", { class: "op-head" }, h("div", { class: "op-title" }, title, badge), head),
      side,
      actions,
      body,
    ),
  );

  async function read() {
    request?.abort();
    request = new AbortController();
    try {
      operation = await get(`/api/operations/${encodeURIComponent(id)}`, { signal: request.signal });
      retry.reset();
      draw();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      if (mayPass(problem)) retry.later(read);
      if (operation) return;
      head.replaceChildren();
      body.replaceChildren(failureNote(null, problem, problem.status === 404 ? null : read));
    }
  }

  function draw() {
    const { from, to } = routeOf(operation);
    retitle(operation.host);
    say(title, operation.host);
    badge.hidden = false;
    badge.dataset.tone = tone(operation);
    say(badge, sentence(operation.state));
    head.replaceChildren(
      h(
        "p",
        { class: "op-route" },
        workflowTitle(operation.kind),
        from ? ` from ${contractName(from)}` : "",
        to ? ` to ${contractName(to)}` : "",
      ),
      operation.cause ? h("p", { class: "op-cause", data: { tone: tone(operation) } }, operation.cause) : "",
    );
    side.replaceChildren(facts());
    const focused = actions.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    actions.replaceChildren(
      ...actionButtons(operation, read),
      operation.pending_action
        ? h(
            "span",
            { class: "op-pending", role: "status" },
            `${sentence(operation.pending_action)} was asked; the worker takes it up after its step.`,
          )
        : "",
    );
    actions.hidden = actions.childElementCount === 0;
    if (focused) actions.querySelector(`[data-action="${focused}"]`)?.focus();
    if (!steps.element.isConnected) body.replaceChildren(h("h2", { class: "visually-hidden" }, "Steps"), steps.element);
    steps.draw(operation);
    waited = waitsForTry(operation);
  }

  function tick() {
    if (document.hidden || !operation?.open) return;
    if (waited === waitsForTry(operation)) steps.tick();
    else draw();
  }

  function facts() {
    const took = operation.ended_at ? Date.parse(operation.ended_at) - Date.parse(operation.created_at) : null;
    const rows = [
      ["Asked by", operation.requested_by],
      ["Reason", operation.reason || h("span", { class: "dim" }, "none given")],
      [
        "Accepted",
        h("time", { datetime: operation.created_at, title: exact(operation.created_at) }, moment(operation.created_at)),
      ],
      ["Took", took === null ? null : duration(took)],
      [
        "Batch",
        operation.batch_id &&
          h("a", { href: `/operations?batch_id=${encodeURIComponent(operation.batch_id)}` }, operation.batch_id),
      ],
      ["Host", h("a", { href: `/operations?host=${encodeURIComponent(operation.host)}` }, "its history")],
      ["Id", h("span", { class: "mono" }, operation.id)],
      [
        "Raw",
        h(
          "span",
          { class: "op-links" },
          h("a", { href: `/api/operations/${operation.id}`, download: `operation-${operation.id}.json` }, "JSON"),
          " ",
          h("button", { type: "button", class: "btn-link-quiet", onclick: copyLink }, "copy link"),
        ),
      ],
    ];
    return h(
      "dl",
      { class: "facts" },
      ...rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    );
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      inform("The link is copied.");
    } catch {
      inform(location.href);
    }
  }

  function update({ params }) {
    if (params[0] === id) return;
    id = params[0];
    operation = null;
    retry.reset();
    say(title, "Operation");
    badge.hidden = true;
    head.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading the operation …"));
    actions.hidden = true;
    side.replaceChildren();
    body.replaceChildren();
    read();
  }

  const ticking = setInterval(tick, TICK_MS);
  const close = all(
    onOperation((changed) => changed.id === id && read()),
    usual.watch(() => operation && draw()),
    workflows.watch(() => operation && draw()),
    () => clearInterval(ticking),
    () => request?.abort(),
    retry.reset,
  );
  update(first);
  return { update, close };
}
