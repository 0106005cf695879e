// @ts-check
// A moment as an element. Its text is how long ago it was, if the user wants that; the whole date is its tooltip.
import { now } from "./clock.js";
import { h, setText } from "./dom.js";
import { formatAge, formatDateTime, formatTime } from "./format.js";
import { timeMode } from "./zone.js";

/** 12 min ago, in 3 h. @param {string | number} at */
export function formatRelative(at, from = now()) {
  const moment = new Date(at).getTime();
  return moment > from ? `in ${formatAge(from, moment)}` : `${formatAge(moment, from)} ago`;
}

/** @param {string | number} at */
const textOf = (at) => (timeMode.value === "relative" ? formatRelative(at) : formatTime(at));

/** @param {string | number} at */
export function timeElement(at) {
  const moment = new Date(at).toISOString();
  return h("time", { class: "moment", datetime: moment, title: formatDateTime(moment) }, textOf(moment));
}

/** Shows all moments of the page anew. */
export function renderMoments() {
  for (const element of document.querySelectorAll("time.moment")) {
    const at = element.getAttribute("datetime") ?? "";
    setText(element, textOf(at));
    element.setAttribute("title", formatDateTime(at));
  }
}
