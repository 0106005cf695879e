import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutGaps } from "#app/charts/areas.js";

const point = (at) => ({ at, values: [1], title: "" });

test("points that follow each other are one area, and a missing step leaves a gap", () => {
  const runs = withoutGaps([point(0), point(5), point(10), point(20), point(25), point(90)], 5);

  assert.deepEqual(
    runs.map((run) => run.map(({ at }) => at)),
    [[0, 5, 10], [20, 25], [90]],
  );
});

test("no point is no area", () => {
  assert.deepEqual(withoutGaps([], 5), []);
});
