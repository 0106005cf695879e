// Logs in without leaving the page when the password is wrong, and goes where the visitor wanted to go.
const form = document.getElementById("login");
const trouble = document.getElementById("trouble");

const forgeryToken = () => decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? "");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  trouble.textContent = "";
  try {
    const answer = await fetch("/login", {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-XSRF-TOKEN": forgeryToken() },
    });
    const landed = new URL(answer.url);
    if (answer.ok && landed.pathname !== "/login")
      return location.replace(landed.pathname + landed.search.replace(/[?&]continue\b/, ""));
    trouble.textContent = answer.status === 429 ? "Too many tries. Wait a minute." : "User and password do not fit.";
  } catch {
    trouble.textContent = "The gateway does not answer. Try again.";
  }
  button.disabled = false;
  form.password.select();
});
