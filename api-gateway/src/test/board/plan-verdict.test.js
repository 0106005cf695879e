import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acknowledgementsFor,
  outcomeOf,
  outcomeSummary,
  previewResult,
  statusLabel,
  verdictLine,
  withoutApi,
} from "#app/cart/plan-verdict.js";

const check = (result, text = result, acknowledgement) => ({ name: "rule", result, text, acknowledgement });
const preview = (allowed, ...checks) => ({ allowed, checks });
const line = (status, ...checks) => verdictLine(status, { preview: preview(status === "allowed", ...checks) });

test("the gateway decides whether a plan is allowed; a refusal outweighs a confirmation", () => {
  assert.equal(previewResult(preview(true, check("WARNING"))), "allowed");
  assert.equal(previewResult(preview(false, check("NEEDS_ACKNOWLEDGEMENT"))), "acknowledge");
  assert.equal(previewResult(preview(false, check("NEEDS_ACKNOWLEDGEMENT"), check("REFUSED"))), "refused");
});

test("every status has a label", () => {
  for (const status of ["asking", "allowed", "acknowledge", "refused", "failed"]) assert.match(statusLabel(status), /^[A-Z]/);
});

test("the line of a plan is the first check that decides", () => {
  assert.equal(line("allowed", check("PASSED"), check("WARNING", "one VM is paused")), "one VM is paused");
  assert.equal(line("allowed", check("PASSED")), "Allowed");
  assert.equal(line("refused", check("NEEDS_ACKNOWLEDGEMENT", "later"), check("REFUSED", "not empty")), "not empty");
  assert.equal(line("acknowledge", check("NEEDS_ACKNOWLEDGEMENT", "3 VMs")), "3 VMs");
  assert.equal(line("acknowledge", check("PASSED")), "Not allowed");
  assert.equal(verdictLine("asking", undefined), "Asking the gateway …");
  assert.equal(verdictLine("failed", { problem: new Error("No database.") }), "No database.");
});

test("a line exists even if the preview that decided is gone", () => {
  assert.equal(verdictLine("refused", {}), "Refused");
  assert.equal(verdictLine("failed", undefined), "Not checked");
});

test("the hint for API clients is left out", () => {
  assert.equal(withoutApi('It has 3 VMs. To move it with them, send acknowledge: ["vms"]'), "It has 3 VMs.");
  assert.equal(withoutApi("To be moved."), "To be moved.");
  assert.equal(
    withoutApi(
      'If GPUs are rented, the worker refuses; send when: "empty" with a deadline (or wait_hours) to wait, or acknowledge: ["renters"] to evict them.',
    ),
    "If GPUs are rented, the worker refuses.",
  );
  assert.equal(
    withoutApi(
      "An administrator has to take it over before it can be retired: POST /api/preview-runpod-adopt shows what the clouds say of it, and POST /api/adopt-runpod-vm takes it over.",
    ),
    "An administrator has to take it over before it can be retired.",
  );
});

test("asked and given acknowledgements are offered once; what only the worker may ask for comes below", () => {
  const plan = { kind: "move", acknowledge: ["nvlink"] };
  assert.deepEqual(
    acknowledgementsFor(plan, preview(false, check("NEEDS_ACKNOWLEDGEMENT", "", "vms"), check("WARNING", "", "nvlink"))),
    {
      shown: ["nvlink", "vms"],
      more: ["allocations"],
    },
  );
  assert.deepEqual(acknowledgementsFor({ kind: "launch", acknowledge: [] }, preview(true)), { shown: [], more: [] });
});

test("a sent plan in the cart says why it is still there", () => {
  assert.equal(outcomeOf({}), null);
  assert.equal(outcomeOf({ error: null, unknown: false }), null);
  assert.equal(outcomeOf({ error: "The host is busy.", unknown: false }), "Not accepted: The host is busy.");
  assert.match(
    outcomeOf({ error: "No answer.", unknown: true }),
    /^Not known whether it was accepted: No answer\. Send it again/,
  );
});

test("the outcome is one sentence, good only if all were accepted", () => {
  assert.deepEqual(outcomeSummary({ accepted: 1, refused: 0, unknown: 0 }), { text: "1 operation accepted.", good: true });
  assert.deepEqual(outcomeSummary({ accepted: 2, refused: 1, unknown: 3 }), {
    text: "2 operations accepted, 1 refused, 3 without an answer; the cart shows why.",
    good: false,
  });
  assert.deepEqual(outcomeSummary({ accepted: 0, refused: 1, unknown: 0 }), {
    text: "1 refused; the cart shows why.",
    good: false,
  });
});

test("what waits for a second person has not begun, and is no failure", () => {
  assert.deepEqual(outcomeSummary({ accepted: 1, waiting: 1, refused: 0, unknown: 0 }), {
    text: "1 operation accepted, 1 not begun: it waits for a second person.",
    good: true,
  });
  assert.equal(
    outcomeSummary({ accepted: 0, waiting: 2, refused: 0, unknown: 0 }).text,
    "2 not begun: they wait for a second person.",
  );
});
