// Choosing the image for a RunPod VM on an empty host. The choice becomes a plan in the cart, nothing is sent.
import { h, keyed } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { address, get } from "../core/api.js";
import { plan, takeBack } from "../cart/cart.js";
import { openPanel } from "../cart/panel-tab.js";
import { succeed } from "../shell/notices.js";

export function openLaunch(host) {
  let images = [];
  let request = null;
  let problem = null;
  const region = h("select", { class: "form-select form-select-sm", "aria-label": "Region", onchange: read });
  const search = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    placeholder: "Search images",
    "aria-label": "Search images",
    autofocus: true,
    spellcheck: "false",
    oninput: draw,
  });
  const list = h("ul", { class: "images", "aria-label": "Images" });
  const state = h("p", { class: "state-loading", role: "status" }, "Reading the images …");
  const handle = openDialog({
    title: `Launch a RunPod VM on ${host.hostname}`,
    size: "lg",
    body: h("div", {}, h("div", { class: "image-tools" }, region, search), state, list),
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-id]");
    if (button) choose(images.find((image) => String(image.id) === button.dataset.id));
  });
  start();

  async function start() {
    try {
      const { regions } = await get("/api/hyperstack/regions");
      const own = regions.find((one) => host.hostname.toUpperCase().startsWith(`${one.host_prefix.toUpperCase()}-`));
      region.append(
        ...(own ? [] : [h("option", { value: "" }, "Choose a region")]),
        ...regions.map((one) => h("option", { value: one.region }, one.region)),
      );
      region.value = own?.region ?? "";
      await read();
    } catch (error) {
      fail(error);
    }
  }

  async function read() {
    request?.abort();
    images = [];
    problem = null;
    if (!region.value) return draw();
    request = new AbortController();
    const { signal } = request;
    list.replaceChildren();
    say("state-loading", "Reading the images …");
    try {
      const answer = await get(address("/api/hyperstack/images", { region: region.value }), { signal });
      if (signal.aborted) return;
      images = answer.images;
      draw();
    } catch (error) {
      if (error.name !== "AbortError") fail(error);
    }
  }

  function fail(error) {
    problem = error;
    draw();
  }

  function say(tone, text) {
    state.hidden = false;
    state.className = tone;
    state.textContent = text;
  }

  function draw() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = images.filter((image) =>
      words.every((word) => `${image.name} ${image.type} ${image.version} ${image.description}`.toLowerCase().includes(word)),
    );
    keyed(list, found, { key: (image) => image.id, create: row });
    state.hidden = true;
    if (problem) say("state-note state-bad", problem.message);
    else if (!region.value) say("state-note", `The name of ${host.hostname} tells no region: choose the one it stands in.`);
    else if (images.length === 0) say("state-note", "This region has no images.");
    else if (found.length === 0) say("state-note", "No image fits.");
  }

  function row(image) {
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "image", data: { id: image.id } },
        h("span", { class: "image-name" }, image.name),
        h(
          "span",
          { class: "image-facts" },
          [image.type, image.version, image.display_size, image.is_public ? "public" : "private"].filter(Boolean).join(" · "),
        ),
        image.description ? h("span", { class: "image-text" }, image.description) : null,
      ),
    );
  }

  function choose(image) {
    plan([
      {
        kind: "launch",
        host: host.hostname,
        source: host.aggregate,
        image_name: image.name,
        image_id: image.id,
        gpu_type: host.gpu_type,
      },
    ]);
    handle.close();
    succeed(`A launch on ${host.hostname} is planned.`, { label: "Undo", run: takeBack });
    openPanel("cart");
  }
}
