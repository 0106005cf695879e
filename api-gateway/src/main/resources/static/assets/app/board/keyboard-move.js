// @ts-check
// Moves hosts with the keyboard: the arrow keys choose the target, Enter plans the move. It shows the same verdicts as a drag.
import { byId, h } from "../core/dom.js";
import { count } from "../core/format.js";
import { hideVerdicts, showVerdicts } from "./drag.js";
import { loadFor, planMoves, verdicts } from "./moves.js";
import { verdictsLoaded } from "../fleet/move-verdicts.js";
import { contractName, kindTitle } from "../fleet/pools.js";
import { chosenBy, firstPossible } from "./target-choice.js";

/** @import { Card } from "./cards.js" */
/** @import { DragBoard } from "./drag.js" */

/**
 * @param {DragBoard} board
 * @param {Card[]} items
 * @param {() => void} done called at the end; it restores the focus
 */
export function startKeyboardMove(board, items, done) {
  loadFor(items);
  let targets = verdicts(board.root, items, board.pools());
  const elements = [...targets.keys()];
  if (elements.length === 0) return;
  const what = items.length === 1 ? items[0].host.hostname : count(items.length, "host");
  const dialog = h("div", {
    class: "keyboard-move",
    role: "application",
    tabindex: "-1",
    "aria-roledescription": "move",
    "aria-label": `Moving ${what}. Left and right choose the target, Enter plans the move, Escape cancels.`,
  });
  const name = h("strong");
  const text = h("span", { class: "keyboard-move-text" });
  dialog.append(
    h("span", { class: "keyboard-move-what" }, `Moving ${what} to `),
    name,
    h("span", { "aria-live": "assertive", class: "keyboard-move-verdict" }, text),
    h(
      "span",
      { class: "keyboard-move-keys" },
      h("kbd", {}, "←"),
      h("kbd", {}, "→"),
      " choose ",
      h("kbd", {}, "Enter"),
      " plan ",
      h("kbd", {}, "Esc"),
      " cancel",
    ),
  );
  byId("view").append(dialog);
  showVerdicts(targets);
  let hasChosen = false;
  let current = 0;
  choose(possible());
  dialog.focus();
  const unsubscribe = verdictsLoaded.subscribe(() => {
    targets = verdicts(board.root, items, board.pools());
    showVerdicts(targets);
    choose(hasChosen ? current : possible());
  });

  function possible() {
    return firstPossible(elements.map((element) => targets.get(element)?.result));
  }

  /** @param {number} index */
  function choose(index) {
    elements[current]?.removeAttribute("data-over");
    current = index;
    const chosen = targets.get(elements[current]);
    if (!chosen) return end();
    const { target, text: verdict, result } = chosen;
    elements[current].setAttribute("data-over", "");
    elements[current].scrollIntoView({ block: "nearest", inline: "nearest" });
    name.textContent = target.pool === "CONTRACT" ? `contract ${contractName(target.name)}` : kindTitle(target);
    dialog.dataset.verdict = result;
    text.textContent = verdict;
  }

  function end() {
    unsubscribe();
    dialog.removeEventListener("blur", end);
    dialog.remove();
    hideVerdicts(targets);
    done();
  }

  dialog.addEventListener("blur", end);
  dialog.addEventListener("keydown", (event) => {
    event.preventDefault();
    event.stopPropagation();
    hasChosen = true;
    const next = chosenBy(event.key, current, elements.length);
    if (typeof next === "number") choose(next);
    else if (next === "cancel") end();
    else if (next === "plan") {
      const chosen = targets.get(elements[current]);
      end();
      if (chosen) planMoves(items, chosen.target);
    }
  });
}
