// What the calendar and the texts say of reservations, in a zone whose clocks are changed.
import assert from "node:assert/strict";
import { test } from "node:test";

process.env.TZ = "Europe/Oslo";
const { dayKey, dayOf, daysOf, entriesOf, plusDays, turned } = await import("#app/reservations/calendar.js");
const { goalText, legText, openLeg } = await import("#app/reservations/reservation-text.js");
const { byHost } = await import("#app/reservations/reservation-store.js");

const move = { source_aggregate: "L40-n3-spot", target_aggregate: "L40-n3" };
const reservation = (changes = {}) => ({
  id: "r-1",
  host: "host-1",
  state: "PLANNED",
  kind: "migration",
  request: move,
  begins_at: "2026-03-28T23:30:00Z",
  ...changes,
});

test("a week begins on Monday and has seven days, also when the clocks are changed", () => {
  const days = daysOf("week", new Date(2026, 2, 29));
  assert.deepEqual(days.map(dayKey), [
    "2026-03-23",
    "2026-03-24",
    "2026-03-25",
    "2026-03-26",
    "2026-03-27",
    "2026-03-28",
    "2026-03-29",
  ]);
});

test("a month has whole weeks, and each of its days once", () => {
  const days = daysOf("month", new Date(2026, 9, 15)).map(dayKey);
  assert.equal(days.length % 7, 0);
  assert.equal(days[0], "2026-09-28");
  assert.equal(days.at(-1), "2026-11-01");
  assert.equal(new Set(days).size, days.length);
  assert.equal(daysOf("month", new Date(2027, 1, 1)).length, 28);
});

test("one turns to the week or the month before and after, from any day", () => {
  assert.equal(dayKey(turned("week", new Date(2026, 2, 25), 1)), "2026-04-01");
  assert.equal(dayKey(turned("month", new Date(2026, 0, 31), 1)), "2026-02-01");
  assert.equal(dayKey(turned("month", new Date(2026, 0, 31), -1)), "2025-12-01");
});

test("a day of the address is taken if there is such a day", () => {
  const today = new Date(2026, 5, 10, 15);
  assert.equal(dayKey(dayOf("2026-02-28", today)), "2026-02-28");
  for (const wrong of [null, "", "2026-02-31", "tomorrow"]) assert.equal(dayKey(dayOf(wrong, today)), "2026-06-10");
});

test("what begins in a night is on the day that the clocks show then, and the return on its own day", () => {
  const both = reservation({ return: { ...reservation({ begins_at: "2026-03-31T08:00:00Z" }) } });
  assert.deepEqual(
    entriesOf([both], new Date(2026, 2, 29)).map(({ back }) => back),
    [false],
  );
  assert.deepEqual(
    entriesOf([both], new Date(2026, 2, 31)).map(({ back }) => back),
    [true],
  );
  assert.deepEqual(entriesOf([both], plusDays(new Date(2026, 2, 31), 1)), []);
});

test("one decides about the way out first, then about its return, then about nothing", () => {
  const back = reservation();
  assert.equal(openLeg(reservation({ return: back })).state, "PLANNED");
  assert.equal(openLeg(reservation({ state: "BEGUN", return: back })), back);
  assert.equal(openLeg(reservation({ state: "CANCELLED", return: { ...back, state: "CANCELLED" } })), undefined);
});

test("a line says where a host goes", () => {
  assert.equal(legText(reservation()), "L40-n3-spot to L40-n3");
  assert.equal(legText(reservation({ kind: "withdrawal" })), "out of L40-n3-spot");
  assert.equal(legText(reservation({ kind: "placement" })), "into L40-n3");
  assert.equal(goalText(reservation()), "to L40-n3");
});

test("the reservations of a host keep their order", () => {
  const [first, second] = [reservation(), reservation({ id: "r-2" })];
  assert.deepEqual(byHost([first, reservation({ host: "host-2" }), second]).get("host-1"), [first, second]);
});
