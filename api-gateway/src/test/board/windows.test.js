import assert from "node:assert/strict";
import { test } from "node:test";
import { daysText, hoursText, isOpen, openingHere, openingText } from "#app/windows/window-text.js";

const night = { from: "2026-12-05T01:00:00Z", to: "2026-12-05T04:00:00Z" };

test("days in a row are named by the first and the last", () => {
  assert.equal(daysText(["mon", "tue", "wed", "thu", "fri"]), "Mon to Fri");
  assert.equal(daysText(["sat", "sun"]), "Sat, Sun");
  assert.equal(daysText(["sun", "mon", "wed", "thu", "fri"]), "Mon, Wed to Fri, Sun");
  assert.equal(daysText(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), "every day");
});

test("a window that does not close later than it opens closes on the next day", () => {
  assert.equal(hoursText({ begins: "02:00", ends: "05:00" }), "02:00 to 05:00");
  assert.equal(hoursText({ begins: "23:00", ends: "02:00" }), "23:00 to 02:00 of the next day");
  assert.equal(hoursText({ begins: "02:00", ends: "02:00" }), "02:00 to 02:00 of the next day");
});

test("an opening is told by the clocks of its zone, which is named", () => {
  assert.equal(openingText(night, "Europe/Oslo"), "Sat 5 Dec, 02:00 to 05:00 Europe/Oslo");
  assert.equal(openingText(night, "America/New_York"), "Fri 4 Dec, 20:00 to 23:00 America/New_York");
  assert.equal(openingText({ ...night, from: "2026-12-04T22:30:00Z" }, "UTC"), "Fri 4 Dec, 22:30 to Sat 5 Dec, 04:00 UTC");
});

test("the clocks here are told only where they show another time", () => {
  assert.equal(openingHere(night, "Europe/Oslo", "Europe/Berlin"), null);
  assert.equal(openingHere(night, "Europe/Oslo", "UTC"), "Sat 5 Dec, 01:00 to 04:00 UTC");
});

test("a window is open once its opening has begun", () => {
  assert.equal(isOpen(night, Date.parse("2026-12-05T01:00:00Z")), true);
  assert.equal(isOpen(night, Date.parse("2026-12-05T00:59:59Z")), false);
  assert.equal(isOpen(undefined, 0), false);
});
