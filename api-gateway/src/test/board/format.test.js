import assert from "node:assert/strict";
import { test } from "node:test";
import {
  count,
  formatAge,
  formatDateTime,
  formatDuration,
  formatTime,
  humanize,
  percent,
  sentenceCase,
  share,
  withShownTimes,
} from "#app/core/format.js";
import { formatRelative } from "#app/core/time-element.js";
import { timeMode } from "#app/core/zone.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse("2026-11-28T12:00:00Z");

const age = (ms) => formatAge(new Date(NOW - ms).toISOString(), NOW);

test("an age has one unit, and the unit grows with it", () => {
  assert.equal(age(0), "0 s");
  assert.equal(age(89 * SECOND), "89 s");
  assert.equal(age(90 * SECOND), "2 min");
  assert.equal(age(89 * MINUTE), "89 min");
  assert.equal(age(90 * MINUTE), "2 h");
  assert.equal(age(47 * HOUR), "47 h");
  assert.equal(age(48 * HOUR), "2 d");
  assert.equal(age(400 * DAY), "400 d");
});

test("a time in the future has the age 0: clocks differ", () => {
  assert.equal(age(-5 * SECOND), "0 s");
});

test("an age of nothing is no number", () => {
  assert.equal(formatAge(undefined, NOW), "");
  assert.equal(formatAge("yesterday", NOW), "");
});

test("a duration never shows 60 s, 1000 ms or 120 min", () => {
  assert.equal(formatDuration(0), "0 ms");
  assert.equal(formatDuration(999.4), "999 ms");
  assert.equal(formatDuration(999.6), "1.0 s");
  assert.equal(formatDuration(1349), "1.3 s");
  assert.equal(formatDuration(59_949), "59.9 s");
  assert.equal(formatDuration(59_950), "1 min 0 s");
  assert.equal(formatDuration(119_600), "2 min 0 s");
  assert.equal(formatDuration(2 * HOUR - 1), "2 h");
});

test("no duration is an empty text", () => {
  assert.equal(formatDuration(null), "");
  assert.equal(formatDuration(undefined), "");
  assert.equal(formatDuration(Number.NaN), "");
});

test("a time of another day has the day", () => {
  const today = new Date().toISOString();
  const before = new Date(Date.now() - 3 * DAY).toISOString();
  assert.match(formatTime(today), /^\d\d:\d\d:\d\d$/);
  assert.match(formatTime(before), /\D+.*\d\d:\d\d:\d\d$/);
});

test("one is singular, all other numbers are plural", () => {
  assert.equal(count(0, "host"), "0 hosts");
  assert.equal(count(1, "host"), "1 host");
  assert.equal(count(2, "entry", "entries"), "2 entries");
  assert.equal(count(12345, "host"), "12,345 hosts");
});

test("a percentage of nothing is 0", () => {
  assert.equal(percent(3, 0), 0);
  assert.equal(share(3, 0), 0);
});

test("a share is 100 only if the part is the whole", () => {
  assert.equal(share(9999, 10_000), 99.9);
  assert.equal(share(10_000, 10_000), 100);
  assert.equal(share(2, 3), 66.6);
  assert.equal(percent(2, 3), 67);
});

test("names in capitals become words, other names stay as they are", () => {
  assert.equal(humanize("NEEDS_OPERATOR"), "needs operator");
  assert.equal(humanize("create VM"), "create VM");
  assert.equal(humanize(undefined), "");
  assert.equal(sentenceCase("NEEDS_OPERATOR"), "Needs operator");
  assert.equal(sentenceCase("create VM"), "Create VM");
  assert.equal(sentenceCase(""), "");
});

test("times are in the zone that was chosen, and UTC says so", () => {
  timeMode.set("utc");
  assert.match(formatTime("2020-01-31T23:05:06Z"), /31.*23:05:06 UTC$/);
  assert.match(formatDateTime("2020-01-31T23:05:06Z"), /UTC/);
  timeMode.set("local");
  assert.doesNotMatch(formatTime("2020-01-31T23:05:06Z"), /UTC/);
});

test("a moment within a sentence is shown as all others, without parts of seconds", () => {
  timeMode.set("utc");
  assert.match(
    withShownTimes("Nova is asked again at 2020-01-31T23:05:06.123456Z."),
    /^Nova is asked again at .*23:05:06 UTC\.$/,
  );
  assert.equal(withShownTimes(undefined), "");
  timeMode.set("local");
});

test("a moment is so long ago, or that far ahead", () => {
  assert.equal(formatRelative("2026-11-28T11:30:00Z", NOW), "30 min ago");
  assert.equal(formatRelative("2026-11-28T15:00:00Z", NOW), "in 3 h");
});
