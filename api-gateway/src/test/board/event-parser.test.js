import assert from "node:assert/strict";
import { test } from "node:test";
import { eventParser } from "#app/core/event-parser.js";

const parsed = (...chunks) => {
  const parse = eventParser();
  return chunks.flatMap((chunk) => parse(chunk));
};

test("an event ends with an empty line, and not before", () => {
  assert.deepEqual(parsed("event: operation\ndata: {}\n"), []);
  assert.deepEqual(parsed("event: operation\ndata: {}\n\n"), [{ type: "operation", data: "{}" }]);
});

test("without a type it is a message", () => {
  assert.deepEqual(parsed("data: x\n\n"), [{ type: "message", data: "x" }]);
});

test("chunks may end anywhere", () => {
  const text = 'retry: 2000\r\nid: 7\r\nevent: hello\r\ndata: {"a":1}\r\n\r\n: heartbeat\r\nid: 8\r\n\r\n';
  const whole = parsed(text);
  assert.deepEqual(whole, [
    { type: "hello", id: "7", retry: 2000, data: '{"a":1}' },
    { type: "message", id: "8" },
  ]);
  for (let cut = 0; cut <= text.length; cut++)
    assert.deepEqual(parsed(text.slice(0, cut), text.slice(cut)), whole, `cut at ${cut}`);
  assert.deepEqual(parsed(...text), whole, "one character at a time");
});

test("a line end of two characters is one line end, even when a chunk ends between them", () => {
  assert.deepEqual(parsed("data: a\r", "\n", "\r\n"), [{ type: "message", data: "a" }]);
});

test("several data lines are one text with line ends", () => {
  assert.deepEqual(parsed("data: a\ndata:b\ndata\n\n"), [{ type: "message", data: "a\nb\n" }]);
});

test("only one space after the colon is left out", () => {
  assert.deepEqual(parsed("data:  a: b\n\n"), [{ type: "message", data: " a: b" }]);
});

test("comments, unknown fields and a retry time that is no number are ignored", () => {
  assert.deepEqual(parsed(": comment\nother: x\nretry: soon\ndata: x\n\n"), [{ type: "message", data: "x" }]);
});

test("fields of one event do not leak into the next", () => {
  assert.deepEqual(parsed("id: 1\nevent: a\ndata: x\n\ndata: y\n\n"), [
    { type: "a", id: "1", data: "x" },
    { type: "message", data: "y" },
  ]);
});

test("an unfinished event at the end is never reported", () => {
  assert.deepEqual(parsed("data: x\n\ndata: y"), [{ type: "message", data: "x" }]);
});
