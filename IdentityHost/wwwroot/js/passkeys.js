// The pages' only script: Web Authentication has no form without one. A form that says data-passkey="create" or "get" gets its options
// from data-options, which may ask for the password among its fields, lets the browser ask its person, and is then sent with the answer
// in its field Credential. What is shown if that fails stands in the form's own data-… attributes, in the page's language.
"use strict";

const prompts = {
  create: options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

function isSupported() {
  return "credentials" in navigator
    && typeof PublicKeyCredential === "function"
    && typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
    && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";
}

async function fetchOptions(form) {
  const response = await fetch(form.dataset.options, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
    redirect: "error",
  });
  if (!response.ok) {
    throw Object.assign(new Error(`Options: ${response.status}`), { name: response.status === 403 ? "Refused" : "Failed" });
  }
  return response.json();
}

function textFor(form, error) {
  switch (error.name) {
    case "NotAllowedError":
    case "AbortError":
      return form.dataset.cancelled;
    case "Refused":
      return form.dataset.refused ?? form.dataset.failed;
    case "InvalidStateError":
      return form.dataset.known ?? form.dataset.failed;
    default:
      return form.dataset.failed;
  }
}

function show(form, text) {
  const message = form.querySelector("[data-message]");
  message.textContent = text;
  message.hidden = false;
}

async function ask(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  form.querySelector("[data-message]").hidden = true;
  try {
    const credential = await prompts[form.dataset.passkey](await fetchOptions(form));
    form.elements.Credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    show(form, textFor(form, error));
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!isSupported()) {
    show(form, form.dataset.unsupported);
    continue;
  }
  for (const hidden of form.querySelectorAll("[data-with-script]")) {
    hidden.hidden = false;
  }
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (form.reportValidity()) {
      ask(form);
    }
  });
}

// A page that the browser kept and shows again (Back): its button waits for a new attempt.
addEventListener("pageshow", event => {
  if (event.persisted) {
    for (const button of document.querySelectorAll("form[data-passkey] button")) {
      button.disabled = false;
    }
  }
});
