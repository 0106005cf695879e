import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, chipsOf, parse, suggestions, withSuggestion } from "#app/operations/search-tokens.js";

const CHOICES = {
  states: ["NEEDS_OPERATOR", "SUCCEEDED", "ROLLED_BACK"],
  kinds: ["migration", "launch"],
  pools: ["L40-n3", "L40-n3-spot"],
};
const chips = (query) => chipsOf(new URLSearchParams(query)).map(asText);
const changes = (input) => {
  const { changes: found, wrong } = parse(input, CHOICES);
  assert.deepEqual(wrong, []);
  return found;
};
const wrong = (input) => parse(input, CHOICES).wrong;

test("what is typed becomes filters of the address", () => {
  assert.deepEqual(changes("state:needs-operator host:H1 pool:L40-n3 by:anna since:24h"), {
    state: "NEEDS_OPERATOR",
    host: "H1",
    pool: "L40-n3",
    user: "anna",
    from: "24h",
  });
  assert.deepEqual(changes("is:ended until:2026-11-28 batch:monday kind:Launch"), {
    open: "false",
    to: "2026-11-28",
    batch_id: "monday",
    kind: "launch",
  });
});

test("words without a key are searched as one text, and quotes keep blanks and colons", () => {
  assert.deepEqual(changes("disk full"), { q: "disk full" });
  assert.deepEqual(changes('"urn:x" by:"Anna B"'), { q: "urn:x", user: "Anna B" });
  assert.deepEqual(changes("   "), {});
});

test("the filters of the address are shown as they are typed, and what is shown can be typed again", () => {
  const query = "q=disk+full&state=NEEDS_OPERATOR&open=true&user=Anna+B";
  assert.deepEqual(chips(query), ["state:needs-operator", 'by:"Anna B"', "is:open", 'text:"disk full"']);
  assert.deepEqual(changes(chips(query).join(" ")), Object.fromEntries(new URLSearchParams(query)));
});

test("an unknown key is told with those that there are", () => {
  const [text, ...others] = wrong("colour:red");
  assert.match(text, /“colour” is no filter\. There are state, kind, host, pool, by, since, until, is, batch, text\./);
  assert.match(text, /put it in quotes/);
  assert.equal(others.length, 0);
});

test("an unknown value is told with what would be right", () => {
  assert.match(wrong("state:stuck")[0], /No workflow has the state “STUCK”. There are needs-operator, succeeded, rolled-back\./);
  assert.match(wrong("kind:move")[0], /There are migration, launch\./);
  assert.match(wrong("since:yesterday")[0], /such as 24h or 7d, or a day/);
  assert.match(wrong("until:24h")[0], /write it as 2026-11-28/);
  assert.match(wrong("is:broken")[0], /neither open nor ended/);
  assert.match(wrong("host:")[0], /host: needs a value/);
});

test("a part that is wrong takes none of the others with it", () => {
  const { changes: found, wrong: told } = parse("host:H1 x:1 since:soon", CHOICES);
  assert.deepEqual(found, { host: "H1" });
  assert.equal(told.length, 2);
});

test("while the workflows are not known no state is called wrong", () => {
  assert.deepEqual(parse("state:any-thing", { states: [], kinds: [] }).changes, { state: "ANY_THING" });
});

test("keys are suggested, then their values, for the last word alone", () => {
  assert.deepEqual(
    suggestions("host:H1 st", CHOICES).map((each) => each.insert),
    ["state:"],
  );
  assert.equal(suggestions("", CHOICES).length, 10);
  assert.deepEqual(
    suggestions("state:r", CHOICES).map((each) => each.insert),
    ["state:rolled-back"],
  );
  assert.deepEqual(
    suggestions("pool:l40-n3-", CHOICES).map((each) => each.insert),
    ["pool:L40-n3-spot"],
  );
  assert.deepEqual(suggestions("nothing:", CHOICES), []);
  assert.equal(withSuggestion("host:H1 st", "state:"), "host:H1 state:");
});
