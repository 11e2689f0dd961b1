import { publish } from "../eventBus.js";

const TIMEOUT_MILLIS = 20_000;

// The server's clock minus this machine's clock, in milliseconds. Expiry is counted by the server's clock.
let clockSkew = 0;
let isReachable = true;
let credentials = { headers: async () => ({}), renew: async () => false };

/** The current time on the server, in milliseconds since 1970. */
export const serverNow = () => Date.now() + clockSkew;

export const apiUrl = (path) => new URL(`api/${path}`, document.baseURI);

/** Whether the last request got a response. The event `connection` reports changes. */
export const isServerReachable = () => isReachable;

/** Sets the object that authenticates requests: `headers()` for each request; `renew()` after a 401, true if a retry makes sense. */
export function setCredentials(source) {
  credentials = source;
}

/** A response that is not a success. `codes` are the API's error codes, or `unreachable`. */
export class ApiError extends Error {
  constructor(codes, status = 0) {
    super(codes.join(" "));
    this.codes = codes;
    this.status = status;
  }
}

/**
 * Calls the API. Returns `{ body, next, etag }`: `next` is the URL of the next page; `body` is undefined if nothing changed since `etag`.
 * @throws ApiError
 */
export async function request(url, { method = "GET", json, idempotencyKey, etag, headers, timeoutMillis = TIMEOUT_MILLIS } = {}) {
  const attempt = async () =>
    send(url instanceof URL ? url : apiUrl(url), {
      method,
      headers: {
        ...(await credentials.headers()),
        ...(json && { "Content-Type": "application/json" }),
        ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
        ...(etag && { "If-None-Match": etag }),
        ...headers,
      },
      body: json && JSON.stringify(json),
      cache: "no-store",
      keepalive: method === "DELETE", // it may be sent while the user leaves the page
      signal: AbortSignal.timeout(timeoutMillis),
    });
  let result = await attempt();
  if (result.response.status === 401 && (await credentials.renew())) result = await attempt();
  return read(result);
}

async function send(url, options) {
  let response, text;
  try {
    response = await fetch(url, options);
    text = await response.text();
  } catch {
    setReachable(false);
    throw new ApiError(["unreachable"]);
  }
  setReachable(true);
  const skew = Date.parse(response.headers.get("Date")) - Date.now();
  // The Date header has whole seconds, and some servers omit it (NaN): a difference below two seconds is ignored.
  if (Math.abs(skew) > 2000) clockSkew = skew;
  return { response, text };
}

function read({ response, text }) {
  const etag = response.headers.get("ETag");
  if (response.status === 304) return { etag };
  if (response.status === 204) return {};
  const body = parse(text);
  if (!response.ok || body === undefined) {
    throw new ApiError(Array.isArray(body) ? body : ["internal_error"], response.status);
  }
  return { body, next: nextPage(response), etag };
}

function setReachable(value) {
  if (value !== isReachable) publish("connection", { reachable: (isReachable = value) });
}

/** Undefined if the text is not JSON, for example the error page of a proxy. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The `next` link (RFC 8288), resolved against the URL of the response. */
function nextPage(response) {
  const target = /<([^<>]*)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
  return target && new URL(target, response.url);
}
