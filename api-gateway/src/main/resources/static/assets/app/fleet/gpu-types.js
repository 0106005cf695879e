// @ts-check
// The GPU types in whichever form the gateway lists them.
/** @import { FleetGpuTypes } from "#api" */

/**
 * The types with their numbers, also from a gateway whose setting has the names alone under the usual name, as the former tool had.
 *
 * @param {FleetGpuTypes & { gpu_type_details?: FleetGpuTypes["gpu_types"] }} answer of /api/gpu-types
 * @returns {FleetGpuTypes}
 */
export const withNumbers = ({ gpu_type_details: details, ...answer }) => (details ? { ...answer, gpu_types: details } : answer);
