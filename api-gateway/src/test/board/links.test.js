import assert from "node:assert/strict";
import { test } from "node:test";
import { address } from "#app/links/link-address.js";

const GRAFANA = "https://grafana.example/d/gpu/{host}?var-host={host}&x=1#{host}";

test("each value stays one part of the path, one value of the query, and the fragment", () => {
  const host = `a/b?c#d&e="f"<g>'h' ü%41`;
  const url = new URL(address(GRAFANA, { host }));
  assert.equal(url.origin, "https://grafana.example");
  assert.equal(decodeURIComponent(url.pathname), `/d/gpu/${host}`);
  assert.equal(url.pathname.split("/").length, 4);
  assert.deepEqual(
    [...url.searchParams],
    [
      ["var-host", host],
      ["x", "1"],
    ],
  );
  assert.equal(decodeURIComponent(url.hash), `#${host}`);
  assert.doesNotMatch(address(GRAFANA, { host }), /["'<> ]/);
});

test("a value that is not known makes no link", () => {
  for (const host of [undefined, null, ""]) assert.equal(address(GRAFANA, { host }), null);
  assert.equal(address("https://grafana.example/{rack}", { host: "a" }), null);
});

test("a value that is dots alone does not lead out of its path", () => {
  assert.equal(address("https://grafana.example/d/{host}/x", { host: ".." }), null);
  assert.equal(address("https://grafana.example/d/{host}", { host: "." }), null);
  assert.equal(address("https://grafana.example/d/{host}{pool}", { host: ".", pool: "." }), null);
  assert.equal(address("https://grafana.example/?q={host}", { host: ".." }), "https://grafana.example/?q=..");
  assert.equal(address("https://grafana.example/d/{host}", { host: "..." }), "https://grafana.example/d/...");
});

test("half a character makes no link", () => {
  assert.equal(address(GRAFANA, { host: "a\ud83d" }), null);
});

test("a template that is no address of the web makes none, whatever the gateway said", () => {
  assert.equal(address("javascript:alert('{host}')", { host: "a" }), null);
  assert.equal(address("//evil.example/{host}", { host: "a" }), null);
});

test("a value cannot bring a placeholder along", () => {
  assert.equal(address("https://t.example/{reason}/{host}", { reason: "{host}", host: "a" }), "https://t.example/%7Bhost%7D/a");
});
