import assert from "node:assert/strict";
import { test } from "node:test";
import { detailText } from "#app/pages/security-log-page.js";
import { formatTime } from "#app/core/format.js";

test("what an entry tells is words, also in lists and objects, and its times are shown as all others", () => {
  const at = "2027-03-01T01:13:58.659594Z";
  const detail = {
    expires_at: at,
    limits: [
      { kind: "POOL", name: "L40-n3" },
      { kind: "CONTRACT", name: "acme" },
    ],
    scopes: ["move", "read"],
    shared: false,
    former: null,
  };
  assert.equal(
    detailText({ detail, request_id: "r1" }),
    `expires at: ${formatTime(at)} · limits: kind POOL name L40-n3, kind CONTRACT name acme · scopes: move, read · shared: false · former: null · request r1`,
  );
});
