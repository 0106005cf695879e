// @ts-check
// The navigation between GPU types, with the use of each.
import { childrenOf, firstChildOf, h, renderList, setAttribute, setText } from "../core/dom.js";
import { withQuery } from "../core/api.js";
import { count, percent } from "../core/format.js";
import { gpuTypes } from "../fleet/fleet.js";
import { gpuSentence } from "../fleet/pools.js";
import { typeLinks } from "../fleet/type-list.js";

/** @import { QueryValue } from "../core/api.js" */
/** @import { TypeLink } from "../fleet/type-list.js" */

export function typeBar() {
  const element = h("nav", { class: "types", "aria-label": "GPU type" });
  return {
    element,
    /**
     * @param {string | undefined} current
     * @param {Record<string, QueryValue>} keptQuery the query parameters that links to other types keep
     */
    render(current, keptQuery) {
      renderList(element, typeLinks(gpuTypes.value), {
        key: (type) => type.path,
        create: makeType,
        update: (link, type) => updateType(link, type, current, keptQuery),
      });
    },
  };
}

/** @param {TypeLink} type */
function makeType(type) {
  return h(
    "a",
    { class: "type" },
    h("span", { class: "type-name" }, type.title),
    h("span", { class: "type-use" }),
    h("span", { class: "type-bar", "aria-hidden": "true" }, h("i")),
  );
}

/**
 * @param {HTMLElement} element
 * @param {TypeLink} type
 * @param {string | undefined} current
 * @param {Record<string, QueryValue>} keptQuery
 */
function updateType(element, type, current, keptQuery) {
  const [, use, bar] = childrenOf(element);
  const { gpus } = type;
  setAttribute(element, "href", withQuery(`/board/${encodeURIComponent(type.path)}`, keptQuery));
  setText(use, gpus ? `${gpus.free} free` : type.hosts === undefined ? "" : count(type.hosts, "host"));
  bar.hidden = !gpus;
  if (gpus) firstChildOf(bar).style.setProperty("width", `${percent(gpus.used, gpus.sellable)}%`);
  setAttribute(element, "aria-current", type.path === current ? "page" : null);
  setAttribute(
    element,
    "title",
    gpus ? `${type.gpu_type}: ${gpuSentence(gpus)}; ${count(type.hosts_available ?? 0, "host")} empty` : null,
  );
}
