"use strict";
// A browser application as the documentation of oidc-client-ts has it. What happened last is the heading.
const { authority, client } = document.body.dataset;
const withRefreshToken = { scope: "openid profile offline_access" };
const manager = new oidc.UserManager({
  authority,
  client_id: client,
  redirect_uri: `${location.origin}/callback`,
  post_logout_redirect_uri: `${location.origin}/signed-out`,
  scope: "openid profile",
  loadUserInfo: true,
  automaticSilentRenew: false,
  // Not in the frame and the window to which the browser comes back; and on the server's site only, since a frame elsewhere finds no session.
  monitorSession: location.pathname === "/" && location.hostname === new URL(authority).hostname,
  checkSessionIntervalInSeconds: 1,
});

function show(heading, text = "") {
  document.querySelector("h1").textContent = heading;
  document.getElementById("text").textContent = text;
}

async function claims() {
  const user = await manager.getUser();
  const { userinfo_endpoint } = await manager.metadataService.getMetadata();
  const response = await fetch(userinfo_endpoint, { headers: { Authorization: `Bearer ${user.access_token}`, "X-Trace": "1" } });
  show("Claims", (await response.json()).sub);
}

const actions = {
  "Sign in": () => manager.signinRedirect(withRefreshToken),
  "Sign in without refresh token": () => manager.signinRedirect(),
  "Sign in by window": async () => show("Signed in", (await manager.signinPopup(withRefreshToken)).profile.name),
  "Renew": async () => show("Renewed", (await manager.signinSilent()).profile.name),
  "Ask for claims": claims,
  "Revoke": async () => { await manager.revokeTokens(); show("Revoked"); },
  "Sign out": () => manager.signoutRedirect({ state: "left" }),
  "Sign out by window": async () => { await manager.signoutPopup(); show("Signed out by window"); },
};

const pages = {
  "/callback": async () => {
    if (await manager.signinCallback()) location.replace("/");
  },
  "/signed-out": async () => show("Signed out", (await manager.signoutCallback())?.userState),
  "/": async () => {
    const user = await manager.getUser();
    show(user ? "Signed in" : "Nobody is signed in", user?.profile.name);
    for (const [name, action] of Object.entries(actions)) {
      const button = document.createElement("button");
      button.textContent = name;
      button.addEventListener("click", () => run(action));
      document.body.append(button);
    }
  },
};

async function run(action) {
  try {
    show("…");
    await action();
  } catch (error) {
    show("Failed", error.error ?? error.message);
  }
}

manager.events.addUserSignedOut(() => show("Signed out elsewhere"));
run(pages[location.pathname]);
