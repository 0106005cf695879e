import assert from "node:assert/strict";
import { test } from "node:test";
import { errorClass, withoutRepeatedAnswers, withoutVariableParts } from "#app/operations/answer-text.js";

test("an answer without a body is its status, no answer is empty", () => {
  assert.equal(errorClass("200"), "200");
  assert.equal(errorClass(undefined), "");
  assert.equal(errorClass(""), "");
});

test("the exception that Nova names is the class of the error", () => {
  assert.equal(
    errorClass("500 Unexpected API Error. Please report this. <class 'oslo_messaging.exceptions.MessagingTimeout'> (HTTP 500)"),
    "500 MessagingTimeout",
  );
});

test("without an exception the first clause is the class", () => {
  assert.equal(errorClass("503 Service Unavailable: the server is busy. Try later."), "503 Service Unavailable");
  assert.equal(errorClass("no answer within 30 s (gave up)"), "no answer within 30 s");
});

test("the marks around a cloud's words are no part of the class", () => {
  assert.equal(errorClass("503 “Service Unavailable: the server is busy”"), "503 Service Unavailable");
  const sentence = "Nova answered 500 “Unexpected. <class 'nova.exception.Busy'> (HTTP 500)”; next try in 5 s";
  assert.equal(withoutRepeatedAnswers(sentence, []), "Nova answered 500 Busy; next try in 5 s");
});

test("a long clause is cut between two words", () => {
  const short = errorClass(`500 ${"word ".repeat(40)}`);
  assert.ok(short.length < 70, short);
  assert.match(short, /^500 word.* word …$/);
  assert.match(errorClass("x".repeat(200)), /^x{60} …$/, "one long word is cut too");
});

test("only request ids, UUIDs, times and durations vary", () => {
  assert.equal(withoutVariableParts("host h1 took 12.5 s, 3 VMs"), "host h1 took …, 3 VMs");
  assert.equal(withoutVariableParts("2026-11-28 12:00:00.123Z"), "…");
  assert.equal(withoutVariableParts(undefined), "");
});

test("a sentence does not repeat the whole answer of a call", () => {
  const answer = "500 Unexpected API Error. <class 'nova.exception.Busy'>";
  assert.equal(withoutRepeatedAnswers(`Nova answered ${answer}`, [{ answer }]), "Nova answered 500 Busy");
});

test("of two answers, one in the other, the longer is replaced first", () => {
  const [short, long] = ["503 Service Unavailable: busy", "503 Service Unavailable: busy, try later"];
  assert.equal(
    withoutRepeatedAnswers(`It said ${long}`, [{ answer: short }, { answer: long }]),
    "It said 503 Service Unavailable",
  );
});

test("a sentence without calls stays as it is", () => {
  assert.equal(withoutRepeatedAnswers("The host is locked.", []), "The host is locked.");
});
