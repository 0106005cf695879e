// @ts-check
// The line of a dialog that says why what was asked for was not done.
import { problemSentences } from "../core/api.js";
import { h, setText } from "../core/dom.js";

export function errorLine() {
  const element = h("p", { class: "review-error", role: "alert", hidden: true });
  return {
    element,
    /** @param {unknown} problem */
    show(problem) {
      element.hidden = false;
      setText(element, problemSentences(problem).join("\n"));
      element.scrollIntoView({ block: "nearest" }); // a long dialog scrolls
    },
    clear() {
      element.hidden = true;
    },
  };
}
