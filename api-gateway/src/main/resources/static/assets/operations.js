// The latest operations, read again every two seconds while the page is visible.
const PERIOD = 2000;
const GOOD = new Set(["SUCCEEDED", "ADOPTED"]);
const rows = document.getElementById("operations");
const standing = document.getElementById("standing");

function cell(text, ...classes) {
  const td = document.createElement("td");
  td.textContent = text ?? "";
  td.classList.add(...classes);
  return td;
}

function row(operation) {
  const tr = document.createElement("tr");
  const { source_aggregate: source, target_aggregate: target } = operation.request;
  const kind = operation.state === "NEEDS_OPERATOR" ? "bad" : operation.open ? "open" : GOOD.has(operation.state) ? "good" : "bad";
  tr.append(
    cell(operation.host, "host"),
    cell(`${source} → ${target}`),
    cell(operation.state, "state", kind),
    cell(operation.requested_by),
    cell(new Date(operation.created_at).toLocaleString()),
    cell(operation.cause),
  );
  return tr;
}

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch("/api/operations?limit=100", { headers: { Accept: "application/json" } });
    if (answer.status === 401) return void location.assign("/login");
    if (!answer.ok) throw new Error(`the gateway answered ${answer.status}`);
    const { items } = await answer.json();
    rows.replaceChildren(...items.map(row));
    const open = items.filter((operation) => operation.open).length;
    standing.textContent = items.length === 0 ? "No operation yet." : `${open} open of the latest ${items.length}`;
  } catch (error) {
    standing.textContent = `Not up to date: ${error.message}. Trying again.`;
  }
}

await refresh();
setInterval(refresh, PERIOD);
document.addEventListener("visibilitychange", refresh);
