import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { callsText, choiceText, compare, groups, outcomeText } from "#app/decisions/compare.js";
import {
  applyOutcomes,
  beginSending,
  choice,
  choose,
  isDecidable,
  MOST,
  sent,
  stage,
  staged,
  undo,
  undoable,
  unstage,
} from "#app/decisions/staged.js";
import "./support/clock.js";

const ENTERED = "2026-11-28T12:00:00Z";
const effect = (action, caption, recommended = false, more = {}) => ({
  action,
  caption,
  effect: "Then.",
  recommended,
  reason: recommended ? "Because." : undefined,
  ...more,
});
const CALLS = [{ cloud: "OpenStack", call: "add the host to L40-n3" }];
const stuck = (id, more = {}) => ({
  id,
  host: `h-${id}`,
  kind: "migration",
  state: "NEEDS_OPERATOR",
  open: true,
  entered_at: ENTERED,
  actions: ["RETRY", "ADOPT"],
  action_effects: [
    effect("RETRY", "Add to L40-n3", true, { calls: CALLS, end: "in L40-n3" }),
    effect("ADOPT", "Leave it in no pool and close", false, { calls: [], end: "in no pool" }),
  ],
  ...more,
});
const ids = () => staged.value.map(({ id }) => id);
const rows = (...now) => compare(staged.value, new Map(now.map((operation) => [operation.id, operation])), new Set());
const statuses = (...now) => rows(...now).map(({ status }) => status);
const TICKED = { whole: false, text: "" };

beforeEach(() => {
  staged.set([]);
  choice.set(null);
  sent.set(null);
  while (undoable.value > 0) undo();
  staged.set([]);
});

test("an operation is staged as it was seen, with what is recommended", () => {
  stage([stuck("1"), stuck("2", { action_effects: [] })], TICKED);
  assert.deepEqual(
    staged.value.map(({ id, state, entered_at, action }) => [id, state, entered_at, action]),
    [
      ["1", "NEEDS_OPERATOR", ENTERED, "RETRY"],
      ["2", "NEEDS_OPERATOR", ENTERED, null],
    ],
  );
});

test("nobody stages what has ended, has no action, or waits for a worker to do one", () => {
  assert.deepEqual(
    [stuck("1"), stuck("2", { open: false }), stuck("3", { actions: [] }), stuck("4", { pending_action: "RETRY" })].map(
      isDecidable,
    ),
    [true, false, false, false],
  );
});

test("no more are staged than can be decided at once, and the number of the others is told", () => {
  const many = Array.from({ length: MOST + 7 }, (_, number) => stuck(String(number)));
  assert.deepEqual(stage(many, TICKED), { staged: MOST, over: 7 });
  assert.equal(ids().length, MOST);
});

test("undo goes back step by step until the commit", () => {
  stage([stuck("1")], TICKED);
  stage([stuck("2")], TICKED);
  unstage(["1"]);
  assert.deepEqual(ids(), ["2"]);
  undo();
  assert.deepEqual(ids(), ["1", "2"]);
  undo();
  assert.deepEqual(ids(), ["1"]);
  undo();
  assert.equal(undo(), false);
});

test("what was accepted leaves, what was not stays with its reason, and nothing that was sent is undone", () => {
  stage([stuck("1"), stuck("2"), stuck("3")], TICKED);
  beginSending(staged.value, "because");
  applyOutcomes([
    { id: "1", result: "ACCEPTED" },
    { id: "2", result: "CHANGED", why: "It moved on." },
    { id: "3", result: "REFUSED", why: "Not you." },
  ]);
  assert.deepEqual(
    staged.value.map(({ id, result, why }) => [id, result, why]),
    [
      ["2", "CHANGED", "It moved on."],
      ["3", "REFUSED", "Not you."],
    ],
  );
  assert.deepEqual([sent.value, undo()], [null, false]);
  assert.deepEqual(statuses(stuck("2"), stuck("3")), ["left", "left"]);
});

test("a request is kept with its key until its answer is there, or while something of it was not tried", () => {
  stage([stuck("1"), stuck("2")], TICKED);
  const { key, body } = beginSending(staged.value, "because");
  assert.equal(body.decisions.length, 2);
  assert.deepEqual(body.decisions[0], { id: "1", action: "RETRY", state: "NEEDS_OPERATOR", entered_at: ENTERED });
  assert.equal(sent.value.key, key);
  applyOutcomes([
    { id: "1", result: "ACCEPTED" },
    { id: "2", result: "NOT_TRIED" },
  ]);
  assert.equal(sent.value.key, key);
});

test("what has changed since it was staged is told and left out", () => {
  stage(
    ["1", "2", "3", "4", "5", "6", "7"].map((id) => stuck(id)),
    TICKED,
  );
  const now = [
    stuck("1"),
    stuck("2", { open: false, state: "SUCCEEDED" }),
    stuck("3", { entered_at: "2026-11-28T12:05:00Z" }),
    stuck("4", { pending_action: "ADOPT" }),
    stuck("5", { limited: "You may act on H100 only." }),
    stuck("6", { action_effects: [effect("ADOPT", "Leave it")] }),
  ];
  const found = compare(staged.value, new Map(now.map((operation) => [operation.id, operation])), new Set(["7"]));
  assert.deepEqual(
    found.map(({ status }) => status),
    ["ready", "left", "left", "left", "left", "left", "left"],
  );
  assert.match(found[1].why, /has ended since: succeeded/);
  assert.match(found[2].why, /has changed since it was staged/);
  assert.match(found[3].why, /has requested adopt already/);
  assert.match(found[4].why, /H100 only/);
  assert.match(found[5].why, /retry is not possible any more/);
  assert.match(found[6].why, /no such operation/);
});

test("while they could not be read nothing is ready", () => {
  stage([stuck("1")], TICKED);
  assert.deepEqual(
    compare(staged.value, null, new Set()).map(({ status }) => status),
    ["unread"],
  );
});

test("without a recommendation somebody has to choose", () => {
  stage([stuck("1", { action_effects: [effect("RETRY", "Again")] })], TICKED);
  const now = stuck("1", { action_effects: [effect("RETRY", "Again")] });
  assert.deepEqual(statuses(now), ["undecided"]);
  choose(["1"], "RETRY");
  assert.deepEqual(statuses(now), ["ready"]);
});

test("what will be called is said once for all hosts of which it is the same, in the worker's words", () => {
  stage(
    ["1", "2", "3"].map((id) => stuck(id)),
    TICKED,
  );
  choose(["2"], "ADOPT");
  const found = groups(rows(stuck("1"), stuck("2"), stuck("3")));
  assert.deepEqual(
    found.map(({ chosen, hosts }) => [chosen.caption, chosen.end, hosts.length]),
    [
      ["Add to L40-n3", "in L40-n3", 2],
      ["Leave it in no pool and close", "in no pool", 1],
    ],
  );
  assert.deepEqual(
    found.map(({ chosen }) => callsText(chosen)),
    ["OpenStack: add the host to L40-n3.", "Nothing is called that changes anything."],
  );
  assert.match(callsText(effect("RETRY", "Again")), /in the sentence alone/);
});

test("ticked ones and all that match are never called the same", () => {
  assert.equal(choiceText({ whole: false, text: "state:x", number: 12 }, 12), "12 ticked.");
  assert.equal(
    choiceText({ whole: true, text: "state:needs-operator", number: 340 }, 340),
    "All 340 that match state:needs-operator and can be decided.",
  );
  assert.equal(
    choiceText({ whole: true, text: "", number: 340, left: "2 others." }, 339),
    "339 of the 340 that are open and can be decided. 2 others.",
  );
});

test("a search that is staged beside ticked ones is not called all any more", () => {
  stage([stuck("1")], { whole: false, text: "host:h" });
  stage([stuck("2")], { whole: true, text: "state:x" });
  assert.equal(choice.value.whole, false);
  assert.equal(choice.value.number, 2);
});

test("the outcome counts each result", () => {
  const of = (...results) => outcomeText(results.map((result) => ({ result })));
  assert.deepEqual(of("ACCEPTED", "ACCEPTED"), { text: "Of 2 decisions: 2 accepted.", good: true });
  assert.deepEqual(of("ACCEPTED", "CHANGED", "REFUSED", "NOT_TRIED"), {
    text: "Of 4 decisions: 1 accepted, 1 changed meanwhile and left alone, 1 refused, 1 not tried yet.",
    good: false,
  });
});
