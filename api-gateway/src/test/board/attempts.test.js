import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptsOf, attemptsTitle, groupAttempts, ranges } from "#app/operations/attempts.js";

const retry = (attempt, answer) => ({
  event: "RETRY",
  from_state: "A",
  to_state: "A",
  attempt,
  detail: { why: `HTTP ${answer}`, calls: [{ command: "openstack", answer, took_ms: attempt }] },
});
const noted = (why) => ({ event: "NOTED", detail: { why } });
const groups = (entries) => groupAttempts(attemptsOf(entries)).map((group) => group.map(({ number }) => number));

test("no entries are no attempts", () => {
  assert.deepEqual(attemptsOf([]), []);
  assert.deepEqual(groupAttempts([]), []);
});

test("notes belong to the attempt that follows them", () => {
  const entry = retry(1, "503");
  assert.deepEqual(attemptsOf([noted("a"), noted("b"), entry]), [{ notes: [noted("a"), noted("b")], entry }]);
});

test("notes without a result are the attempt that runs", () => {
  assert.deepEqual(attemptsOf([noted("a")]), [{ notes: [noted("a")] }]);
});

test("attempts with the same answer are one group, also when others lie between", () => {
  assert.deepEqual(groups([retry(1, "503"), retry(2, "500"), retry(3, "503")]), [[1, 3], [2]]);
});

test("answers that differ only in a request id, a time or a duration are the same", () => {
  const id = (number) =>
    `500 req-0${number}234567-89ab-cdef-0123-456789abcdef at 2026-11-28T12:00:0${number}Z after ${number}.5 s`;
  assert.deepEqual(groups([retry(1, id(1)), retry(2, id(2))]), [[1, 2]]);
});

test("an attempt without a number has its place as number", () => {
  assert.deepEqual(groups([{ ...retry(0, "503") }, { ...retry(0, "503") }]), [[1, 2]]);
});

test("numbers in a row are written as a range", () => {
  assert.equal(ranges([]), "");
  assert.equal(ranges([4]), "4");
  assert.equal(ranges([10, 1, 2, 3, 6, 8, 9]), "1–3, 6, 8–10");
  assert.equal(ranges([2, 2, 3]), "2–3");
});

test("looks of one attempt are counted, attempts are named", () => {
  const numbered = (...numbers) => numbers.map((number) => ({ number }));
  assert.equal(attemptsTitle(numbered(3), "failed"), "Attempt 3 · failed");
  assert.equal(attemptsTitle(numbered(1, 2, 4), "failed"), "Attempts 1–2, 4 · failed");
  assert.equal(attemptsTitle(numbered(1, 1), "waiting"), "Attempt 1 · waiting, 2 times");
});
