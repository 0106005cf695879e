import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf, nextOption, placeOf, resultUrl, summaryOf } from "#app/shell/search-results.js";

const found = (more) => ({
  kind: "HOST",
  label: "h1",
  field: "hostname",
  hostname: "h1",
  aggregate: "L40-n3",
  gpu_type: "L40",
  ...more,
});

test("a result leads to its host on the board of its type", () => {
  assert.equal(resultUrl(found()), "/board/L40?host=h1");
});

test("a VM opens the details of its host", () => {
  assert.equal(resultUrl(found({ kind: "VM", label: "vm" })), "/board/L40?host=h1&vms=h1");
});

test("a host of a contract opens with that contract", () => {
  assert.equal(resultUrl(found({ aggregate: "contract-acme" })), "/board/L40?host=h1&contract=contract-acme");
});

test("without a type it is on the board of the unclassified; names are escaped", () => {
  assert.equal(resultUrl(found({ gpu_type: undefined, hostname: "a b&c" })), "/board/unclassified?host=a+b%26c");
  assert.equal(resultUrl(found({ gpu_type: "A/B" })), "/board/A%2FB?host=h1");
});

test("a tenant and an owner are found as their hosts, each host once and with why", () => {
  const items = [
    found({ kind: "TENANT", label: "Acme Capital", field: "tenant" }),
    found({ kind: "TENANT", label: "Acme Capital", field: "tenant", hostname: "h2" }),
    found({ kind: "OWNER", label: "Acme Investors", field: "owner_group" }),
    found({ kind: "VM", label: "acme-1", field: "vm_name", vm_id: "7" }),
    found({ kind: "VM", label: "acme-1", field: "vm_name", vm_id: "8" }),
  ];
  assert.deepEqual(
    groupsOf(items).map(({ title, results }) => [title, results.map((result) => [result.title, result.why])]),
    [
      [
        "Hosts",
        [
          ["h1", "tenant Acme Capital, owner Acme Investors"],
          ["h2", "tenant Acme Capital"],
        ],
      ],
      [
        "VMs",
        [
          ["acme-1", ""],
          ["acme-1", ""],
        ],
      ],
    ],
  );
});

test("a VM that was found by its id shows the id", () => {
  const [{ results }] = groupsOf([found({ kind: "VM", label: "acme-1", field: "vm_id", vm_id: "1234-5" })]);
  assert.equal(results[0].why, "id 1234-5");
});

test("a kind that is not known is a group of its name", () => {
  assert.equal(groupsOf([found({ kind: "RACK" })])[0].title, "RACK");
});

test("the place does not repeat what was found", () => {
  const place = (item) => placeOf(groupsOf([item])[0].results[0]);
  assert.equal(place(found()), "L40-n3");
  assert.equal(place(found({ kind: "TENANT", label: "Acme" })), "L40-n3");
  assert.equal(place(found({ kind: "VM", label: "vm" })), "h1 · L40-n3");
  assert.equal(place({ kind: "POOL", label: "L40-n3", aggregate: "L40-n3" }), "");
});

test("the summary says whether there are more", () => {
  assert.deepEqual(
    [summaryOf(0, 0), summaryOf(1, 1), summaryOf(3, 3), summaryOf(10, 1200)],
    ["Nothing found", "1 result", "3 results", "All 1,200 results"],
  );
});

test("the arrows choose the first or the last, then go around", () => {
  assert.equal(nextOption("ArrowDown", -1, 3), 0);
  assert.equal(nextOption("ArrowUp", -1, 3), 2);
  assert.equal(nextOption("ArrowDown", 2, 3), 0);
  assert.equal(nextOption("ArrowUp", 0, 3), 2);
  assert.equal(nextOption("ArrowDown", 0, 3), 1);
});

test("without results nothing is chosen", () => {
  assert.equal(nextOption("ArrowDown", -1, 0), -1);
  assert.equal(nextOption("ArrowUp", 0, 0), -1);
});
