import test from "node:test";
import assert from "node:assert/strict";
import { entriesOf, limitsText } from "#app/pages/limit-fields.js";

test("each line of each text is an entry, and empty lines are none", () => {
  assert.deepEqual(
    entriesOf([
      ["GPU_TYPE", " L40 \n\nH100"],
      ["POOL", ""],
      ["CONTRACT", "Contract-acme"],
    ]),
    [
      { kind: "GPU_TYPE", name: "L40" },
      { kind: "GPU_TYPE", name: "H100" },
      { kind: "CONTRACT", name: "Contract-acme" },
    ],
  );
});

test("who has no limits may act on everything", () => {
  assert.equal(limitsText({}), "everything");
  assert.equal(limitsText({ limits: [{ kind: "POOL", name: "L40-n3" }] }), "L40-n3");
});
