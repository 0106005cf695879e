// Logs in without leaving the page when the password is wrong, and goes where the visitor wanted to go.
const form = document.getElementById("login");
const trouble = document.getElementById("trouble");

const forgeryToken = () => decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? "");

/** Only an address of this site: the parameter may come from anybody. Whole, since a path of its own may begin with two slashes. */
function wanted() {
  try {
    const next = new URL(new URLSearchParams(location.search).get("next") ?? "/board", location.origin);
    const ours = next.origin === location.origin && next.protocol === location.protocol;
    return ours && next.pathname !== location.pathname ? next.href : "/board";
  } catch {
    return "/board";
  }
}

const send = () =>
  fetch("/login", {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "X-CSRF-TOKEN": forgeryToken() },
  });

/** A page that was left open over night has lost its token: the login page gives a new one. */
async function logIn() {
  const answer = await send();
  if (answer.status !== 403) return answer;
  await fetch("/login", { cache: "no-store" });
  return send();
}

function sentenceFor({ status, ok }) {
  if (ok || status === 401) return "User and password do not fit.";
  if (status === 429) return "Too many failed attempts. Wait a minute.";
  if (status === 403) return "The gateway refused this page. Reload it and try again.";
  return `The gateway cannot check that now (${status}). Try again.`;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  trouble.textContent = "";
  try {
    const answer = await logIn();
    if (answer.ok && new URL(answer.url).pathname !== "/login") return location.replace(wanted());
    trouble.textContent = sentenceFor(answer);
  } catch {
    trouble.textContent = "The gateway does not answer. Try again.";
  }
  button.disabled = false;
  form.password.select();
});
