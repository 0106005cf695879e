// @ts-check
// How many proposals wait, for the top bar.
import { h, setAttribute } from "../core/dom.js";
import { count } from "../core/format.js";
import { navigate } from "../core/router.js";
import { loadPolicies, policies } from "./policy-store.js";
import { proposals } from "./policy-text.js";

/** A link that is hidden while nothing is proposed. */
export function proposalBadge() {
  const link = h("a", {
    class: "btn-panel top-approvals policy-badge",
    href: "/policies",
    title: "Plans that policies propose",
    hidden: true,
  });
  policies.subscribe(() => {
    const waiting = proposals(policies.value);
    link.hidden = waiting === 0;
    setAttribute(link, "aria-label", `Proposals: ${waiting} waiting`);
    link.replaceChildren(h("span", {}, "Proposals"), h("span", { class: "badge-count" }, String(waiting)));
  });
  loadPolicies().catch(() => null);
  return link;
}

/** The entry of the user menu, which says the same where the top bar has no room. */
export function policiesEntry() {
  const waiting = proposals(policies.value);
  return { label: "Policies", note: waiting ? count(waiting, "proposal") : "", action: () => navigate("/policies") };
}
