import { postCrud } from "./api.js";
import { field, sentence } from "./error-sentences.js";

const HANDLE_KEY = "cruddur.user_handle";
const LIMIT = 280;

const form = document.querySelector("#post");
const { user_handle: handle, message } = form.elements;
const button = form.querySelector("button");
const count = document.querySelector("#message-count");

/** Calls `show` with each crud that the form has posted. */
export function onPosted(show) {
  handle.value = remembered();
  showCount();
  message.addEventListener("input", showCount);
  message.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.ariaDisabled !== "true") post(show);
  });
}

async function post(show) {
  showErrors([]);
  button.ariaDisabled = "true";
  try {
    // The form's names are the API's; a handle is often typed with its @.
    const crud = { ...Object.fromEntries(new FormData(form)), user_handle: handle.value.trim().replace(/^@/, "") };
    show(await postCrud(crud));
    handle.value = crud.user_handle;
    remember(crud.user_handle);
    message.value = "";
    showCount();
  } catch (failure) {
    showErrors(failure.codes ?? ["internal_error"]);
    if (!failure.codes) throw failure;
  } finally {
    button.ariaDisabled = "false";
  }
}

/** As the server counts: code points, so that an emoji is one. */
function showCount() {
  const length = [...message.value].length;
  count.firstElementChild.textContent = length;
  count.classList.toggle("over", length > LIMIT);
}

function showErrors(codes) {
  for (const name of ["user_handle", "message", "ttl"]) {
    const mine = codes.filter((code) => field(code) === name);
    form.elements[name].ariaInvalid = String(mine.length > 0);
    document.querySelector(`#${name}-error`).textContent = mine.map(sentence).join(" ");
  }
  document.querySelector("#post-error").textContent = codes.filter((code) => !field(code)).map(sentence).join(" ");
  form.querySelector('[aria-invalid="true"]')?.focus();
}

// A browser may refuse to store anything; then nothing is remembered, and that is all.
function remembered() {
  try {
    return localStorage.getItem(HANDLE_KEY) ?? "";
  } catch {
    return "";
  }
}

function remember(value) {
  try {
    localStorage.setItem(HANDLE_KEY, value);
  } catch {}
}
