// @ts-check
// The GPU types in whichever form the gateway lists them.
/** @import { FleetGpuTypes } from "#api" */

/**
 * The types with their numbers, also from a gateway of the release before, which tells no reasons, and from one whose setting has the names alone under the usual name, as the former tool had.
 *
 * @param {FleetGpuTypes & { gpu_type_details?: FleetGpuTypes["gpu_types"] }} answer of /api/gpu-types
 * @returns {FleetGpuTypes}
 */
export const withNumbers = ({ gpu_type_details: details, ...answer }) => ({
  ...answer,
  gpu_types: (details ?? answer.gpu_types).map((type) => ({
    ...type,
    out_of_stock_reasons: type.out_of_stock_reasons ?? [],
    sold_in: type.sold_in ?? [],
  })),
});
