import assert from "node:assert/strict";
import { test } from "node:test";

const element = { addEventListener: () => null, querySelector: () => element };
globalThis.document = { getElementById: () => element, cookie: "" };

const { issuerHref, messageFor, nextUrl } = await import("#app/login.js");

const ORIGIN = "https://board.example";
const next = (value) =>
  nextUrl({
    search: value === null ? "" : `?${new URLSearchParams({ next: value })}`,
    origin: ORIGIN,
    protocol: "https:",
    pathname: "/login",
  });

test("after the login the requested page opens, with its query", () => {
  assert.equal(next("/operations?state=DONE"), `${ORIGIN}/operations?state=DONE`);
  assert.equal(next(`${ORIGIN}/board/L40`), `${ORIGIN}/board/L40`);
});

test("without a page it is the board, and the login page does not lead to itself", () => {
  assert.equal(next(null), `${ORIGIN}/board`);
  assert.equal(next("/login?next=/login"), "/board");
});

test("an issuer is told the path to open afterwards, without the site", () => {
  const issuer = { id: "company", label: "Company", path: "/oauth2/authorization/company" };
  assert.equal(
    issuerHref(issuer, `${ORIGIN}/operations?state=DONE#x`, ORIGIN),
    `${issuer.path}?next=%2Foperations%3Fstate%3DDONE%23x`,
  );
  assert.equal(issuerHref(issuer, "/board", ORIGIN), `${issuer.path}?next=%2Fboard`);
});

for (const bad of [
  "https://evil.example/",
  "//evil.example/x",
  "\\\\evil.example",
  "javascript:alert(1)",
  "http://board.example/board",
  "https://board.example.evil.example",
])
  test(`an address of another site is never opened: ${bad}`, () => assert.equal(next(bad), "/board"));

test("a path that begins with two slashes stays on this site", () => {
  assert.equal(next("/.//evil.example"), `${ORIGIN}//evil.example`);
});

test("each answer has a message that says what to do", () => {
  assert.match(messageFor({ status: 401, ok: false }), /Wrong user or password/);
  assert.match(messageFor({ status: 200, ok: true }), /Wrong user or password/);
  assert.match(messageFor({ status: 429, ok: false }), /Wait a minute/);
  assert.match(messageFor({ status: 403, ok: false }), /Reload/);
  assert.match(messageFor({ status: 503, ok: false }), /503/);
});
