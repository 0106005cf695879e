// Logs in without leaving the page when the password is wrong, and goes where the visitor wanted to go.
const form = document.getElementById("login");
const trouble = document.getElementById("trouble");

const forgeryToken = () => decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? "");

/** Only an address of this site: the parameter may come from anybody. */
function wanted() {
  const next = new URL(new URLSearchParams(location.search).get("next") ?? "/board", location.origin);
  return next.origin === location.origin ? next.pathname + next.search : "/board";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  trouble.textContent = "";
  try {
    const answer = await fetch("/login", {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-CSRF-TOKEN": forgeryToken() },
    });
    const landed = new URL(answer.url);
    if (answer.ok && landed.pathname !== "/login") return location.replace(wanted());
    trouble.textContent = answer.status === 429 ? "Too many tries. Wait a minute." : "User and password do not fit.";
  } catch {
    trouble.textContent = "The gateway does not answer. Try again.";
  }
  button.disabled = false;
  form.password.select();
});
