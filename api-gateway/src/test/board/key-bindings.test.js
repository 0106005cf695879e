import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keyBindings } from "#app/core/key-bindings.js";

const READING = { typing: false, characters: true };
const TYPING = { typing: true, characters: true };
const press = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
const [cart, commands, search, undo] = ["cart", "commands", "search", "undo"].map((name) => () => name);

let now;
let bindings;

beforeEach(() => {
  now = 0;
  bindings = keyBindings(() => now);
  bindings.bind("c", cart);
  bindings.bind("g c", commands);
  bindings.bind("ctrl+k", search);
  bindings.bind("ctrl+z", undo);
});

test("a key alone has its own action, after a prefix the action of both", () => {
  assert.equal(bindings.actionOf(press("c"), READING), cart);
  assert.equal(bindings.actionOf(press("g"), READING), undefined);
  assert.equal(bindings.actionOf(press("c"), READING), commands);
  assert.equal(bindings.actionOf(press("c"), READING), cart);
});

test("a prefix expires", () => {
  bindings.actionOf(press("g"), READING);
  now = 1200;
  assert.equal(bindings.actionOf(press("c"), READING), cart);
});

test("another key ends the prefix", () => {
  bindings.actionOf(press("g"), READING);
  bindings.actionOf(press("x"), READING);
  assert.equal(bindings.actionOf(press("c"), READING), cart);
});

test("capitals and the command key of a Mac are the same shortcut", () => {
  assert.equal(bindings.actionOf(press("C"), READING), cart);
  assert.equal(bindings.actionOf(press("K", { metaKey: true }), READING), search);
});

test("while the user types only the search is a shortcut", () => {
  assert.equal(bindings.actionOf(press("c"), TYPING), undefined);
  assert.equal(bindings.actionOf(press("z", { ctrlKey: true }), TYPING), undefined);
  assert.equal(bindings.actionOf(press("k", { ctrlKey: true }), TYPING), search);
});

test("typed letters are no prefix for later", () => {
  bindings.actionOf(press("g"), TYPING);
  assert.equal(bindings.actionOf(press("c"), READING), cart);
});

test("with character keys off only those with Ctrl work", () => {
  const off = { typing: false, characters: false };
  assert.equal(bindings.actionOf(press("c"), off), undefined);
  assert.equal(bindings.actionOf(press("z", { ctrlKey: true }), off), undo);
});

test("Alt is never a shortcut", () => {
  assert.equal(bindings.actionOf(press("c", { altKey: true }), READING), undefined);
});

test("a removed shortcut has no action; a later one with the same key stays", () => {
  const remove = bindings.bind("f", cart);
  bindings.bind("f", commands);
  remove();
  assert.equal(bindings.actionOf(press("f"), READING), commands);
});
