// @ts-check
// /policies: how many empty hosts pools are to have and have, and what is proposed for them.
import { h } from "../core/dom.js";
import { count, withShownTimes } from "../core/format.js";
import { route } from "../core/router.js";
import { combineCleanups } from "../core/signal.js";
import { timeElement } from "../core/time-element.js";
import { openDeleteDialog, openPolicyDialog } from "../policies/policy-dialog.js";
import { loadPolicies, policies } from "../policies/policy-store.js";
import { emptyText, mode, standing, withPlans } from "../policies/policy-text.js";
import { failureNote } from "../shell/failure.js";
import { isAdmin } from "../shell/session.js";

/** @import { Policy } from "#api" */
/** @import { Child } from "../core/dom.js" */

/** Policies look once a minute, and not each look is told. */
const AGAIN_MS = 30_000;

route(/^\/policies\/?$/, "Policies", open);

/** @param {HTMLElement} root */
function open(root) {
  const list = h("div", { class: "policies" });
  const state = h("div", { class: "page-state" }, h("p", { class: "state-loading", role: "status" }, "Loading …"));
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Policies"),
      h(
        "p",
        { class: "page-note" },
        "How many empty hosts pools are to have. A policy proposes plans; an operator commits them, unless an admin has allowed the policy to act by itself.",
      ),
      list,
      state,
      isAdmin()
        ? h(
            "div",
            { class: "page-more" },
            h("button", { type: "button", class: "btn btn-sm btn-primary", onclick: () => openPolicyDialog() }, "Add a policy"),
          )
        : null,
    ),
  );

  function render() {
    const all = policies.value;
    if (!all) return;
    list.replaceChildren(...all.map(card));
    state.replaceChildren(
      ...(all.length > 0 ? [] : [h("p", { class: "state-note" }, "There is no policy yet. Nothing is proposed.")]),
    );
  }

  const load = () =>
    // What was read before stays, with the word that it is no longer fresh.
    loadPolicies().catch((problem) =>
      state.replaceChildren(failureNote(policies.value ? "These policies are of an earlier look." : null, problem, load)),
    );
  const again = setInterval(() => !document.hidden && load(), AGAIN_MS);
  const stop = policies.subscribe(render);
  render();
  load();
  return { close: combineCleanups(stop, () => clearInterval(again)) };
}

/** @param {Policy} policy */
function card(policy) {
  const how = mode(policy);
  const now = standing(policy);
  const id = `policy-${policy.name}`;
  return h(
    "article",
    { class: "set-card policy", "aria-labelledby": id },
    h(
      "div",
      { class: "policy-head" },
      h("h2", { id }, policy.name),
      h("span", { class: "state", data: { tone: how.tone } }, how.text),
    ),
    h(
      "p",
      { class: "policy-now" },
      h("strong", {}, policy.pool),
      ` has ${emptyText(policy)}, and is to have ${policy.at_least} to ${policy.at_most} `,
      h("span", { class: "state", data: { tone: now.tone } }, now.text),
    ),
    scale(policy),
    facts(policy),
    policy.halted ? h("p", { class: "facts-note", data: { tone: "attention" } }, sentence(policy.halted)) : null,
    policy.outcome && policy.looked_at
      ? h("p", { class: "policy-outcome" }, timeElement(policy.looked_at), ": ", sentence(policy.outcome))
      : h("p", { class: "policy-outcome" }, "It has not looked yet."),
    h(
      "div",
      { class: "policy-actions" },
      policy.proposal
        ? h(
            "a",
            { class: "btn btn-sm btn-primary", href: `/plans/${policy.proposal.id}` },
            `Show the proposal: ${count(policy.proposal.hosts, "host")}`,
          )
        : null,
      policy.running
        ? h("a", { class: "btn btn-sm btn-outline-secondary", href: `/plans/${policy.running.id}` }, "Show what runs")
        : null,
      ...(isAdmin()
        ? [quiet("Edit", policy, () => openPolicyDialog(policy)), quiet("Delete", policy, () => openDeleteDialog(policy))]
        : []),
    ),
  );
}

/**
 * @param {string} label
 * @param {Policy} policy
 * @param {() => void} onclick
 */
const quiet = (label, { name }, onclick) =>
  h("button", { type: "button", class: "btn-quiet", "aria-label": `${label} the policy ${name}`, onclick }, label);

/** @param {Policy} policy */
function facts({ from, window, per_day: day, moved_today: moved, allowed_by: allowed, set_by: by, set_at: at }) {
  /** @type {Array<[string, Child]>} */
  const rows = [
    ["From", from.join(", ")],
    ["Hours", window ?? "all"],
    ["Moved today", `${moved} of ${day}`],
    ["Rights of", allowed],
    ["Set", [timeElement(at), ` by ${by}`]],
  ];
  return h(
    "dl",
    { class: "facts" },
    ...rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/**
 * What the pool has between its bounds; the sentence above says the same.
 *
 * @param {Policy} policy
 */
function scale({ empty_hosts: empty, arriving, at_least: least, at_most: most }) {
  const end = Math.max(most + 1, empty + arriving, 1);
  /** @param {number} value */
  const place = (value) => `${Math.min(100, (100 * value) / end)}%`;
  const wanted = h("span", { class: "policy-wanted" });
  wanted.style.left = place(least);
  wanted.style.width = `calc(${place(most)} - ${place(least)})`;
  const there = h("span", { class: "policy-there" });
  there.style.width = place(empty);
  const coming = h("span", { class: "policy-coming" });
  coming.style.left = place(empty);
  coming.style.width = place(arriving);
  return h("div", { class: "policy-scale", "aria-hidden": "true" }, wanted, there, coming);
}

/** @param {string} text */
const sentence = (text) =>
  withPlans(text).map(({ text: words, plan }) => (plan ? h("a", { href: `/plans/${plan}` }, words) : withShownTimes(words)));
