import { tell } from "../bus.js";

// The server's clock less this machine's: lives are counted by the server's, and laptops run wrong.
let clockSkew = 0;
let reachable = true;
let credentials = { headers: async () => ({}), refused: async () => false };

export const now = () => Date.now() + clockSkew;

export const address = (path) => new URL(`api/${path}`, document.baseURI);

/** Who says who is calling: `headers()` for each request; `refused()` after a 401, true when it is worth another try. */
export function setCredentials(source) {
  credentials = source;
}

/** An answer that is not a success: `codes` as in the API's contract, or `unreachable`. */
export class ApiError extends Error {
  constructor(codes, status = 0) {
    super(codes.join(" "));
    this.codes = codes;
    this.status = status;
  }
}

/**
 * Asks the API: `{ body, next, tag }`, where `next` is the address of the next page; `body` is undefined when nothing has changed since `tag`.
 * @throws ApiError
 */
export async function call(url, { method = "GET", json, key, tag, headers } = {}) {
  const ask = async () =>
    send(url instanceof URL ? url : address(url), {
      method,
      headers: {
        ...(await credentials.headers()),
        ...(json && { "Content-Type": "application/json" }),
        ...(key && { "Idempotency-Key": key }),
        ...(tag && { "If-None-Match": tag }),
        ...headers,
      },
      body: json && JSON.stringify(json),
      cache: "no-store",
    });
  let answer = await ask();
  if (answer.response.status === 401 && (await credentials.refused())) answer = await ask();
  return read(answer);
}

async function send(url, options) {
  let response, text;
  try {
    response = await fetch(url, { ...options, signal: AbortSignal.timeout(20_000) });
    text = await response.text();
  } catch {
    setReachable(false);
    throw new ApiError(["unreachable"]);
  }
  setReachable(true);
  const skew = Date.parse(response.headers.get("Date")) - Date.now();
  // The header has whole seconds, and not every server sends it: less than two are no skew.
  if (Math.abs(skew) > 2000) clockSkew = skew;
  return { response, text };
}

function read({ response, text }) {
  const tag = response.headers.get("ETag");
  if (response.status === 304) return { tag };
  if (response.status === 204) return {};
  const body = parse(text);
  if (!response.ok || body === undefined) {
    throw new ApiError(Array.isArray(body) ? body : ["internal_error"], response.status);
  }
  return { body, next: nextPage(response), tag };
}

function setReachable(value) {
  if (value !== reachable) tell("connection", { reachable: (reachable = value) });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's error page, for one
  }
}

/** RFC 8288: the target is relative to what carries the link. */
function nextPage(response) {
  const target = /<([^<>]*)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
  return target && new URL(target, response.url);
}
