// @ts-check
// The path under which a proxy shows the board, such as /spot. The gateway writes it into its pages; it is empty as a rule.

const BASE = globalThis.document?.querySelector?.('meta[name="spot-base"]')?.getAttribute("content") ?? "";

/**
 * The address of a page, a file or an endpoint for the browser. Addresses of other sites stay as they are.
 *
 * @param {string} path
 */
export const withBase = (path) => (path.startsWith("/") && !path.startsWith("//") ? BASE + path : path);

/**
 * What of an address of the browser is ours.
 *
 * @param {string} path
 */
export const withoutBase = (path) => (BASE !== "" && `${path}/`.startsWith(`${BASE}/`) ? path.slice(BASE.length) || "/" : path);
