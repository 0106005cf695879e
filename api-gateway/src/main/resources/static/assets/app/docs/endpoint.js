// @ts-check
// One endpoint: description, parameters, responses and the curl command.
import { withBase } from "../core/base.js";
import { h } from "../core/dom.js";
import { session } from "../shell/session.js";
import { notifyInfo } from "../shell/notices.js";
import { curl } from "./curl.js";
import { paragraphs, prose } from "./prose.js";
import { answerFields, bodyFields, resolve, row, typeName } from "./schema.js";

/** @import { Leaf } from "../core/dom.js" */
/** @import { Api, ApiOperation, ApiResponse, Endpoint, Parameter } from "./schema.js" */

/**
 * @param {Api} api
 * @param {Endpoint} endpoint
 */
export function endpointView(api, endpoint) {
  const { method, path, operation } = endpoint;
  const parameters = (operation.parameters ?? []).map((parameter) => resolve(api, parameter));
  const command = curl({
    ...endpoint,
    parameters,
    user: session.value.name,
    origin: location.origin + withBase("/").slice(0, -1),
  });
  return h(
    "article",
    { class: "doc-endpoint", id: operation.operationId, "aria-labelledby": `${operation.operationId}-title` },
    h(
      "header",
      { class: "doc-head" },
      h("h3", { class: "doc-title", id: `${operation.operationId}-title` }, operation.summary),
      h("a", { class: "doc-call", href: `#${operation.operationId}` }, methodMark(method), h("code", {}, path)),
    ),
    h(
      "div",
      { class: "doc-columns" },
      h(
        "div",
        { class: "doc-body" },
        paragraphs(operation.description),
        parameterLists(parameters),
        requestBody(api, operation.requestBody),
        answers(api, operation.responses),
      ),
      h("div", { class: "doc-side" }, example("Call", command), sampleAnswer(operation.responses)),
    ),
  );
}

/** @param {string} method */
export const methodMark = (method) => h("span", { class: "doc-method", data: { method } }, method);

/** @param {Parameter[]} parameters */
function parameterLists(parameters) {
  const titles = { path: "In the path", query: "Query", header: "Headers" };
  return Object.entries(titles).map(([where, title]) => {
    const those = parameters.filter((parameter) => parameter.in === where);
    return those.length === 0
      ? null
      : part(
          title,
          h(
            "ul",
            { class: "doc-fields" },
            those.map(({ name, schema, required, description }) => row(name, schema, required && "required", null, description)),
          ),
        );
  });
}

/**
 * @param {Api} api
 * @param {ApiOperation["requestBody"]} body
 */
function requestBody(api, body) {
  const schema = body?.content["application/json"]?.schema;
  return schema ? part("Body", bodyFields(api, schema)) : null;
}

/**
 * @param {Api} api
 * @param {Record<string, ApiResponse>} responses
 */
function answers(api, responses) {
  return part(
    "Answers",
    h(
      "ul",
      { class: "doc-answers" },
      Object.entries(responses).map(([status, reference]) => answer(api, status, resolve(api, reference))),
    ),
  );
}

/**
 * @param {Api} api
 * @param {string} status
 * @param {ApiResponse} response
 */
function answer(api, status, response) {
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  const good = Number(status) < 400;
  const types = good ? null : Object.keys(content?.examples ?? {});
  const shape = good && content?.schema ? answerFields(api, content.schema) : null;
  return h(
    "li",
    { class: "doc-answer", data: { tone: good ? "good" : "bad" } },
    h("span", { class: "doc-status" }, status),
    h(
      "div",
      {},
      h("span", {}, prose(response.description)),
      types?.map((name) => h("code", { class: "doc-problem" }, name)),
      headers(response.headers),
      shape
        ? h("details", { class: "doc-shape" }, h("summary", {}, `${typeName(content?.schema)}: its fields`), shape)
        : good && type
          ? h("span", { class: "doc-type" }, type)
          : null,
    ),
  );
}

/** @param {Record<string, unknown> | undefined} named */
function headers(named) {
  const names = Object.keys(named ?? {});
  return names.length === 0 ? null : h("span", { class: "doc-type" }, `with ${names.join(", ")}`);
}

/** @param {Record<string, ApiResponse>} responses */
function sampleAnswer(responses) {
  for (const response of Object.values(responses))
    for (const { example: sample } of Object.values(response.content ?? {}))
      if (sample !== undefined) return example("Answer", typeof sample === "string" ? sample : JSON.stringify(sample, null, 2));
  return null;
}

/**
 * @param {string} title
 * @param {string} text
 */
function example(title, text) {
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => notifyInfo("It is copied."),
      () => notifyInfo("This browser does not let the page copy. Select the text instead."),
    );
  };
  return h(
    "section",
    { class: "doc-example" },
    h(
      "div",
      { class: "doc-example-head" },
      h("h4", {}, title),
      h("button", { type: "button", class: "btn-quiet", onclick: copy }, "Copy"),
    ),
    h("pre", { tabindex: "0", "aria-label": title }, text),
  );
}

/**
 * @param {string} title
 * @param {Array<Leaf | Leaf[]>} content
 */
function part(title, ...content) {
  return h("section", { class: "doc-part" }, h("h4", {}, title), content);
}
