import assert from "node:assert/strict";
import { test } from "node:test";
import { curl } from "#app/docs/curl.js";
import { limits, resolve, typeName } from "#app/docs/schema.js";

const call = (more = {}) =>
  curl({
    method: "GET",
    path: "/api/x",
    operation: { responses: { 200: {} } },
    parameters: [],
    user: "operator",
    origin: "http://board",
    ...more,
  });

test("a call has the user, and the password stays in the shell", () => {
  assert.equal(call(), 'curl -s -u operator:"$PASSWORD" http://board/api/x');
});

test("a path parameter is filled in and escaped, an optional query parameter is left out", () => {
  const parameters = [
    { name: "id", in: "path", example: "a b", required: true },
    { name: "q", in: "query", example: "x&y", required: true },
    { name: "limit", in: "query", example: "5" },
  ];
  assert.match(call({ path: "/api/x/{id}", parameters }), /'http:\/\/board\/api\/x\/a%20b\?q=x%26y'$/);
});

test("a body is quoted for the shell, also with an apostrophe", () => {
  const operation = { responses: { 202: {} }, requestBody: { content: { "application/json": { example: { reason: "it's" } } } } };
  assert.match(call({ method: "POST", operation }), /-d '\{"reason":"it'\\''s"\}'$/);
});

test("other methods are named, a stream is not buffered, an open endpoint needs no user", () => {
  assert.match(call({ method: "DELETE" }), /-X DELETE/);
  assert.match(call({ operation: { responses: { 200: { content: { "text/event-stream": {} } } } } }), /^curl -sN /);
  assert.doesNotMatch(call({ operation: { responses: {}, security: [{}] } }), /PASSWORD/);
});

test("types are named in words", () => {
  assert.equal(typeName(undefined), "");
  assert.equal(typeName({ type: "string" }), "text");
  assert.equal(typeName({ type: "string", format: "date-time" }), "date-time");
  assert.equal(typeName({ type: ["integer", "null"] }), "whole number");
  assert.equal(typeName({ type: "array", items: { $ref: "#/components/schemas/Host" } }), "list of Host");
  assert.equal(typeName({ type: "object", additionalProperties: { type: "integer" } }), "map of whole number");
  assert.equal(typeName({ type: "object", additionalProperties: true }), "object");
  assert.equal(typeName({}), "any");
});

test("limits are named in words", () => {
  assert.deepEqual(limits(), []);
  assert.deepEqual(limits({ enum: ["a", "b"] }), ["one of a, b"]);
  assert.deepEqual(limits({ minLength: 1, maxLength: 9 }), ["1 to 9 characters"]);
  assert.deepEqual(limits({ maxLength: 9 }), ["at most 9 characters"]);
  assert.deepEqual(limits({ minimum: 0, default: 0 }), ["0 or more", "0 when left out"]);
  assert.deepEqual(limits({ pattern: "^yes$" }), ["only yes"]);
});

test("a reference is followed; a broken one is empty", () => {
  const api = { components: { responses: { missing: { description: "No." } } } };
  assert.deepEqual(resolve(api, { $ref: "#/components/responses/missing" }), { description: "No." });
  assert.deepEqual(resolve(api, { description: "own" }), { description: "own" });
  assert.deepEqual(resolve(api, { $ref: "#/components/schemas/gone" }), {});
});
