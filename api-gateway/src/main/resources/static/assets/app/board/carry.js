// Moving by keyboard: pick up, choose the target with the arrow keys, put down. The same verdicts as while dragging.
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { hideVerdicts, showVerdicts } from "./drag.js";
import { planMoves, verdicts } from "./moves.js";
import { contractName, kindTitle } from "../fleet/pools.js";

/** @param done gives the focus back */
export function carry(board, items, done) {
  const targets = verdicts(board.root, items, board.pools());
  const elements = [...targets.keys()];
  if (elements.length === 0) return;
  const what = items.length === 1 ? items[0].host.hostname : count(items.length, "host");
  const spoken = h("div", {
    class: "carry",
    role: "application",
    tabindex: "-1",
    "aria-roledescription": "move",
    "aria-label": `Moving ${what}. Left and right choose the target, Enter plans the move, Escape cancels.`,
  });
  const name = h("strong");
  const text = h("span", { class: "carry-text" });
  spoken.append(
    h("span", { class: "carry-what" }, `Moving ${what} to `),
    name,
    h("span", { "aria-live": "assertive", class: "carry-verdict" }, text),
    h(
      "span",
      { class: "carry-keys" },
      h("kbd", {}, "←"),
      h("kbd", {}, "→"),
      " choose ",
      h("kbd", {}, "Enter"),
      " plan ",
      h("kbd", {}, "Esc"),
      " cancel",
    ),
  );
  document.getElementById("view").append(spoken);
  showVerdicts(targets);
  let at = elements.findIndex((element) => ["allowed", "acknowledge", "partly"].includes(targets.get(element).result));
  choose(at < 0 ? 0 : at);
  spoken.focus();

  function choose(index) {
    elements[at]?.removeAttribute("data-over");
    at = (index + elements.length) % elements.length;
    const { target, text: verdict, result } = targets.get(elements[at]);
    elements[at].setAttribute("data-over", "");
    elements[at].scrollIntoView({ block: "nearest", inline: "nearest" });
    name.textContent = target.pool === "CONTRACT" ? `contract ${contractName(target.name)}` : kindTitle(target);
    spoken.dataset.verdict = result;
    text.textContent = verdict;
  }

  function end() {
    spoken.removeEventListener("blur", end);
    spoken.remove();
    hideVerdicts(targets);
    done();
  }

  spoken.addEventListener("blur", end);
  spoken.addEventListener("keydown", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "ArrowRight" || event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") choose(at - 1);
    else if (event.key === "Home") choose(0);
    else if (event.key === "End") choose(elements.length - 1);
    else if (event.key === "Escape" || event.key === "Tab") end();
    else if (event.key === "Enter" || event.key === " ") {
      const { target } = targets.get(elements[at]);
      end();
      planMoves(items, target);
    }
  });
}
