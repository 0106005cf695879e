import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readDescription, TYPES, typesOf } from "../../board/generate-types.js";

test("the types of the API's JSON are those of docs/openapi.json", () => {
  assert.equal(readFileSync(TYPES, "utf8"), typesOf(readDescription()), "run npm run types:generate");
});

test("a type has every field, and only required fields are always there", () => {
  const schemas = {
    Host: {
      required: ["name"],
      properties: {
        name: { type: "string" },
        pools: { type: "array", items: { $ref: "#/components/schemas/Pool" } },
        state: { enum: ["UP", "DOWN"] },
        counts: { type: "object", additionalProperties: { type: "integer" } },
        facts: { type: "object" },
        age: { type: ["integer", "null"] },
      },
    },
  };
  assert.match(
    typesOf({ components: { schemas } }),
    new RegExp(
      [
        " \\* @typedef {object} Host",
        " \\* @property {string} name",
        " \\* @property {Array<Pool>} \\[pools\\]",
        ' \\* @property {"UP" \\| "DOWN"} \\[state\\]',
        " \\* @property {Record<string, number>} \\[counts\\]",
        " \\* @property {Record<string, unknown>} \\[facts\\]",
        " \\* @property {number \\| null} \\[age\\]",
      ].join("\n"),
    ),
  );
});
