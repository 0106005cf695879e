// The navigation between GPU types, with the use of each.
import { h, renderList, setAttribute, setText } from "../core/dom.js";
import { withQuery } from "../core/api.js";
import { count, percent } from "../core/format.js";
import { ALL_TYPES, gpuTypes, UNCLASSIFIED } from "../fleet/fleet.js";
import { gpuSentence } from "../fleet/pools.js";

export function typeBar() {
  const element = h("nav", { class: "types", "aria-label": "GPU type" });
  return {
    element,
    /** @param keptQuery the query parameters that links to other types keep */
    render(current, keptQuery) {
      renderList(element, typeList(), {
        key: (type) => type.path,
        create: makeType,
        update: (link, type) => updateType(link, type, current, keptQuery),
      });
    },
  };
}

function typeList() {
  const all = gpuTypes.value;
  const list = (all?.gpu_types ?? []).map((type) => ({ ...type, path: type.gpu_type, title: type.gpu_type }));
  // Other unclassified pools sell no GPUs. Contracts with an unknown type have their own board.
  if (all?.unclassified?.pools?.some((name) => /^contract-/i.test(name)))
    list.push({ path: UNCLASSIFIED, title: "Unclassified", hosts: all.unclassified.hosts });
  if (list.length > 1) list.unshift({ path: ALL_TYPES, title: "All types" });
  return list;
}

function makeType(type) {
  return h(
    "a",
    { class: "type" },
    h("span", { class: "type-name" }, type.title),
    h("span", { class: "type-use" }),
    h("span", { class: "type-bar", "aria-hidden": "true" }, h("i")),
  );
}

function updateType(element, type, current, keptQuery) {
  const [, use, bar] = element.children;
  const sold = Boolean(type.gpus);
  setAttribute(element, "href", withQuery(`/board/${encodeURIComponent(type.path)}`, keptQuery));
  setText(use, sold ? `${type.gpus.free} free` : type.hosts === undefined ? "" : count(type.hosts, "host"));
  bar.hidden = !sold;
  if (sold) bar.firstChild.style.setProperty("width", `${percent(type.gpus.used, type.gpus.sellable)}%`);
  setAttribute(element, "aria-current", type.path === current ? "page" : null);
  setAttribute(
    element,
    "title",
    sold ? `${type.gpu_type}: ${gpuSentence(type.gpus)}; ${count(type.hosts_available, "host")} empty` : null,
  );
}
