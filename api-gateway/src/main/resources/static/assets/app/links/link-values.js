// @ts-check
// What links can name of a host, a VM and an operation: the placeholders of their places.
import { routeOf } from "../operations/progress.js";

/** @import { Host, Operation, Vm } from "#api" */

/** @param {Pick<Host, "hostname" | "aggregates" | "gpu_type" | "site" | "rack" | "availability_zone">} host */
export const hostValues = ({ hostname, aggregates, gpu_type: type, site, rack, availability_zone: zone }) => ({
  host: hostname,
  pool: aggregates[0],
  gpu_type: type,
  site,
  rack,
  zone,
});

/**
 * @param {Pick<Vm, "id" | "name" | "project_id" | "project">} vm
 * @param {string} hostname
 * @param {Parameters<typeof hostValues>[0] | undefined} host undefined while it is not loaded
 */
export const vmValues = ({ id, name, project_id: projectId, project }, hostname, host) => ({
  vm_id: id,
  vm_name: name,
  host: hostname,
  pool: host?.aggregates[0],
  gpu_type: host?.gpu_type,
  project_id: projectId,
  project,
});

/** @param {Operation} operation */
export function operationValues(operation) {
  const { from, to } = routeOf(operation);
  return {
    operation: operation.id,
    kind: operation.kind,
    state: operation.state,
    host: operation.host,
    pool: to ?? from,
    source: from,
    target: to,
    requested_by: operation.requested_by,
    reason: operation.reason,
  };
}
