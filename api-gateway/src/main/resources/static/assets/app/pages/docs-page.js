// @ts-check
// /docs#operation: the reference of the API, from its OpenAPI description.
import { childrenOf, h, setAttribute } from "../core/dom.js";
import { get, isAborted } from "../core/api.js";
import { route } from "../core/router.js";
import { endpointView, methodMark } from "../docs/endpoint.js";
import { paragraphs, prose } from "../docs/prose.js";
import { failureNote } from "../shell/failure.js";

/** @import { Api, Endpoint } from "../docs/schema.js" */

/** @typedef {{ name: string, description?: string, endpoints: Endpoint[] }} EndpointGroup */

const METHODS = ["get", "post", "put", "patch", "delete"];

route(/^\/docs\/?$/, "API", open);

/** @param {HTMLElement} root */
function open(root) {
  const request = new AbortController();
  const contents = h("nav", { class: "doc-contents", "aria-label": "Endpoints" });
  const main = h("div", { class: "doc-main" }, h("p", { class: "state-loading", role: "status" }, "Loading the description …"));
  root.append(h("div", { class: "page doc-page" }, contents, main));

  async function read() {
    try {
      render(await get("/api/openapi.json", { signal: request.signal }));
    } catch (problem) {
      if (!isAborted(problem)) main.replaceChildren(failureNote(null, problem, read));
    }
  }

  /** @param {Api} api */
  function render(api) {
    const groups = grouped(api);
    const filter = h("input", {
      class: "form-control form-control-sm",
      type: "search",
      placeholder: "Filter",
      "aria-label": "Filter the endpoints",
      spellcheck: "false",
    });
    const list = h("div", { class: "doc-list" }, groups.map(entries));
    filter.addEventListener("input", () => filterList(list, filter.value.trim().toLowerCase()));
    contents.replaceChildren(filter, list);
    main.replaceChildren(
      h(
        "header",
        { class: "doc-intro" },
        h("h1", { class: "page-title" }, `${api.info.title} API`),
        h(
          "p",
          { class: "doc-links" },
          h("a", { href: "/api/openapi.json", download: "openapi.json" }, "openapi.json"),
          ` · OpenAPI ${api.openapi}`,
        ),
        paragraphs(api.info.description),
      ),
      ...groups.map((group) =>
        h(
          "section",
          { class: "doc-group", "aria-labelledby": `tag-${group.name}` },
          h("h2", { id: `tag-${group.name}`, class: "doc-group-title" }, group.name),
          h("p", { class: "doc-group-text" }, prose(group.description)),
          group.endpoints.map((endpoint) => endpointView(api, endpoint)),
        ),
      ),
    );
    if (location.hash) location.replace(location.hash); // the target did not exist when the browser looked for it
    show();
  }

  function show() {
    for (const link of contents.querySelectorAll("a"))
      setAttribute(link, "aria-current", link.hash === location.hash ? "true" : null);
  }

  read();
  return { update: show, close: () => request.abort() };
}

/**
 * The endpoints in the order of the description's tags.
 *
 * @param {Api} api
 * @returns {EndpointGroup[]}
 */
function grouped(api) {
  const all = Object.entries(api.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ method: method.toUpperCase(), path, operation: item[method] })),
  );
  return api.tags
    .map((tag) => ({ ...tag, endpoints: all.filter(({ operation }) => operation.tags?.includes(tag.name)) }))
    .filter(({ endpoints }) => endpoints.length > 0);
}

/** @param {EndpointGroup} group */
function entries(group) {
  return h(
    "section",
    {},
    h("h2", {}, group.name),
    h(
      "ul",
      {},
      group.endpoints.map(({ method, path, operation }) =>
        h(
          "li",
          { data: { words: `${method} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase() } },
          h(
            "a",
            { href: `#${operation.operationId}`, title: `${method} ${path}` },
            methodMark(method),
            h("span", {}, operation.summary),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {HTMLElement} list
 * @param {string} terms
 */
function filterList(list, terms) {
  for (const section of childrenOf(list)) {
    const items = [...section.querySelectorAll("li")];
    for (const item of items) item.hidden = !item.dataset.words?.includes(terms);
    section.hidden = items.every((item) => item.hidden);
  }
}
