// @ts-check
// Every other address.
import { withoutBase } from "../core/base.js";
import { h, setText } from "../core/dom.js";
import { routeOthers } from "../core/router.js";

routeOthers("Not found", (root) => {
  const path = h("code", {});
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "There is no page at this address"),
      h("p", {}, path, " is no page of the board. It may be misspelt, or of another release."),
      h("p", {}, h("a", { href: "/board" }, "Go to the board"), ", or search with ", h("kbd", {}, "/"), "."),
    ),
  );
  const update = () => setText(path, withoutBase(location.pathname));
  update();
  return { update };
});
