import assert from "node:assert/strict";
import { test } from "node:test";
import { offeredActions } from "#app/operations/offered-actions.js";

const effect = { action: "RETRY", caption: "Add it again", effect: "The worker adds the host once more.", recommended: true };

test("what the worker says of its actions is shown as it says it", () => {
  assert.deepEqual(offeredActions({ actions: ["RETRY"], action_effects: [effect] }), [effect]);
});

for (const action_effects of [[], undefined])
  test(`without the worker's words the names of the kernel are used, and none is recommended (${JSON.stringify(action_effects)})`, () => {
    const offers = offeredActions({ actions: ["ROLL_BACK", "NEWER_ACTION"], action_effects });
    assert.deepEqual(
      offers.map(({ action, caption, recommended }) => [action, caption, recommended]),
      [
        ["ROLL_BACK", "Roll back", false],
        ["NEWER_ACTION", "Newer action", false],
      ],
    );
    for (const { effect: text } of offers) assert.match(text, /does not say what this does/);
  });

test("no actions are no offers", () => {
  assert.deepEqual(offeredActions({ actions: [], action_effects: [] }), []);
});
