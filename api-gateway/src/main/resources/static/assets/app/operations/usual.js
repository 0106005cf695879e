// How long each step usually takes, as the analytics of the last weeks tell: what a running step is compared with.
import { cell } from "../core/cell.js";
import { get } from "../core/api.js";

export const usual = cell(new Map());

export async function readUsual() {
  const { kinds = [] } = await get("/api/analytics");
  usual.set(new Map(kinds.flatMap(({ kind, steps = [] }) => steps.map((step) => [`${kind}/${step.step}`, step]))));
}

/** { p50_ms, p95_ms } or undefined where too little is known. */
export const usualOf = (kind, step) => usual.value.get(`${kind}/${step}`);
