// @ts-check
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { characterKeys } from "../core/keys.js";
import { canOperate, session } from "./session.js";

const EVERYWHERE = [
  ["/ or Ctrl K", "search"],
  ["g h, g b, g o, g c", "overview, board, operations, commands"],
  ["g a, g y, g k", "analytics, capacity, contracts"],
  ["g r", "reservations"],
  ["c", "cart"],
  ["l", "live activity"],
  ["Ctrl Z", "take back the last change of the cart"],
  ["t", "light or dark"],
  ["?", "this page"],
];
const BOARD = [
  ["Arrow keys", "from card to card, from column to column"],
  ["Home, End", "first and last card of the column"],
  ["Space", "select one more"],
  ["Shift and arrows", "select all on the way"],
  ["Ctrl A", "select the column"],
  ["Enter", "VMs and details"],
  ["m", "move: arrows choose the pool, Enter plans it"],
  [". or Shift F10", "menu of what can be done"],
  ["f, d", "filter, one line for a host"],
  ["-, + on a head", "fold the group, unfold it"],
  ["Esc", "cancel, select nothing"],
];
const OPERATOR_KEYS = new Set(["c", "m", "Ctrl Z"]);

export function showHelp() {
  /**
   * @param {string} title
   * @param {string[][]} rows
   */
  const table = (title, rows) =>
    h(
      "section",
      {},
      h("h3", { class: "help-title" }, title),
      h(
        "dl",
        { class: "help" },
        ...rows
          .filter(([keys]) => canOperate() || !OPERATOR_KEYS.has(keys))
          .map(([keys, text]) => h("div", {}, h("dt", {}, h("kbd", {}, keys)), h("dd", {}, text))),
      ),
    );
  openDialog({
    title: "Keyboard",
    size: "lg",
    body: h(
      "div",
      { class: "help-body", tabindex: "-1", autofocus: true },
      h("div", { class: "help-cols" }, table("Board", BOARD), table("Everywhere", EVERYWHERE)),
      characterKeysSwitch(),
      h("p", { class: "help-release" }, releaseText()),
    ),
  });
}

function releaseText() {
  const { release } = session.value;
  return `Spot Manager ${release?.version ?? ""} (commit ${release?.commit ?? "unknown"})`;
}

/** Switches shortcuts without Ctrl off, for users of speech input. The keys of a focused card always work. */
function characterKeysSwitch() {
  /** @type {HTMLInputElement} */
  const tick = h("input", {
    type: "checkbox",
    class: "form-check-input",
    checked: characterKeys.value,
    onchange: () => characterKeys.set(tick.checked),
  });
  return h("label", { class: "tick help-switch" }, tick, "Keys without Ctrl work everywhere on the page, not only on a card");
}
