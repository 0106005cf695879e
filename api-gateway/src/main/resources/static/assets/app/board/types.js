// The GPU types that there are, each with how much of it is used; the way from one board to another.
import { h, keyed, mark, say } from "../core/dom.js";
import { address } from "../core/api.js";
import { count, percent } from "../core/format.js";
import { ALL_TYPES, gpuTypes, UNCLASSIFIED } from "../fleet/fleet.js";
import { gpuSentence } from "../fleet/pools.js";

export function typeBar() {
  const element = h("nav", { class: "types", "aria-label": "GPU type" });
  return {
    element,
    /** @param kept what of the query goes along to another type */
    draw(current, kept) {
      keyed(element, known(), {
        key: (type) => type.path,
        create: makeType,
        update: (link, type) => updateType(link, type, current, kept),
      });
    },
  };
}

function known() {
  const all = gpuTypes.value;
  const list = (all?.gpu_types ?? []).map((type) => ({ ...type, path: type.gpu_type, title: type.gpu_type }));
  // Pools of neither pattern sell no GPUs; contracts whose type nobody can tell have a board of their own.
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

function updateType(element, type, current, kept) {
  const [, use, bar] = element.children;
  const sold = Boolean(type.gpus);
  mark(element, "href", address(`/board/${encodeURIComponent(type.path)}`, kept));
  say(use, sold ? `${type.gpus.free} free` : type.hosts === undefined ? "" : count(type.hosts, "host"));
  bar.hidden = !sold;
  if (sold) bar.firstChild.style.setProperty("width", `${percent(type.gpus.used, type.gpus.sellable)}%`);
  mark(element, "aria-current", type.path === current ? "page" : null);
  mark(element, "title", sold ? `${type.gpu_type}: ${gpuSentence(type.gpus)}; ${count(type.hosts_available, "host")} empty` : null);
}
