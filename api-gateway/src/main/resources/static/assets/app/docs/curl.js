// @ts-check
// The curl command of an endpoint, ready for a shell.

/** @import { Endpoint, Parameter } from "./schema.js" */

/** @param {unknown} text */
const shellQuote = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

/** @param {Endpoint & { parameters: Parameter[], user: string, origin: string }} call user: whose password the shell has in $PASSWORD */
export function curl({ method, path, operation, parameters, user, origin }) {
  /** @param {string} where */
  const given = (where) =>
    parameters
      .filter((parameter) => parameter.in === where)
      .flatMap(({ name, required, example }) => (example === undefined ? [] : [{ name, required, example: String(example) }]));
  const filled = given("path").reduce((text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(example)), path);
  const query = new URLSearchParams(
    given("query")
      .filter(({ required }) => required)
      .map(({ name, example }) => [name, example]),
  );
  const address = `${origin}${filled}${query.size > 0 ? `?${query}` : ""}`;
  const body = operation.requestBody?.content["application/json"]?.example;
  const open = operation.security?.some((way) => Object.keys(way).length === 0);
  const stream = operation.responses["200"]?.content?.["text/event-stream"];
  return [
    [
      "curl",
      stream ? "-sN" : "-s",
      method === "GET" || (method === "POST" && body) ? null : `-X ${method}`,
      open ? null : `-u ${user}:"$PASSWORD"`,
      /[?&]/.test(address) ? shellQuote(address) : address,
    ]
      .filter(Boolean)
      .join(" "),
    ...given("header").map(({ name, example }) => `-H ${shellQuote(`${name}: ${example}`)}`),
    ...(body ? ["-H 'Content-Type: application/json'", `-d ${shellQuote(JSON.stringify(body))}`] : []),
  ].join(" \\\n  ");
}
