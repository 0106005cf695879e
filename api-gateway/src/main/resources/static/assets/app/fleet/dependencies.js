// @ts-check
// What the installation depends on, as the gateway tells it.
import { signal } from "../core/signal.js";
import { get, UNAVAILABLE } from "../core/api.js";

/** @import { HealthAnswer, HealthAnswerDependencyHealth as DependencyHealth } from "#api" */

/** @type {Record<DependencyHealth["name"], string>} */
const NAMES = {
  openstack: "OpenStack",
  netbox: "NetBox",
  hyperstack: "Hyperstack",
  runpod: "RunPod",
  rabbitmq: "RabbitMQ",
  postgresql: "PostgreSQL",
};

/** Null before the first answer, and while the gateway does not answer. */
export const dependencies = signal(/** @type {DependencyHealth[] | null} */ (null));

/** Reads them again. */
export async function loadDependencies() {
  try {
    /** @type {HealthAnswer} */
    const answer = await get("/health/dependencies", { also: UNAVAILABLE });
    dependencies.set(answer.dependencies ?? null);
  } catch (problem) {
    dependencies.set(null);
    throw problem;
  }
}

/** @param {DependencyHealth} dependency */
export const dependencyName = ({ name }) => NAMES[name];

/** @param {DependencyHealth[] | null} all */
export const dependenciesDown = (all) => (all ?? []).filter(({ state }) => state === "DOWN");

/**
 * The sentence for the status bar.
 *
 * @param {DependencyHealth[] | null} all
 */
export function dependencyText(all) {
  const down = dependenciesDown(all);
  if (all === null) return "Health not known";
  if (down.length === 0) return all.some(({ state }) => state === "UNKNOWN") ? "Health not all known" : "All healthy";
  return down.length === 1 ? `${dependencyName(down[0])} is down` : `${down.length} are down`;
}
