// A gateway for tests: answers fetch() by path, and holds answers back so that a test decides their order.
import { settled } from "./clock.js";

/** @param routes by path without query: a body, or a function of the request that returns a body, a Response or a promise */
export function fakeGateway(routes = {}) {
  const requests = [];
  const before = globalThis.fetch;
  globalThis.fetch = async (path, options = {}) => {
    const request = {
      path,
      method: options.method ?? "GET",
      headers: options.headers ?? {},
      body: options.body && JSON.parse(options.body),
    };
    requests.push(request);
    const route = routes[path] ?? routes[path.split("?")[0]];
    const answer = typeof route === "function" ? await route(request) : route;
    if (answer instanceof Response) return answer;
    return answer === undefined ? json(404, { title: "Not found" }) : json(200, answer);
  };
  return {
    routes,
    requests,
    paths: () => requests.map(({ path }) => path),
    restore: () => (globalThis.fetch = before),
  };
}

export const json = (status, body, headers = {}) =>
  new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });

/** A route whose answers wait for the test, oldest first. */
export function heldRoute() {
  const waiting = [];
  const route = (request) => new Promise((resolve) => waiting.push({ request, resolve }));
  return Object.assign(route, {
    waiting,
    /** Answers the request with this number. */
    async answer(number, body) {
      waiting[number].resolve(body);
      await settled();
    },
  });
}
