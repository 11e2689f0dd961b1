// The server's clock less this machine's: lives are counted by the server's, and laptops run wrong.
let clockSkew = 0;

export const now = () => Date.now() + clockSkew;

/** An answer that is not a success: `codes` as in the API's contract, or `unreachable`. */
export class ApiError extends Error {
  constructor(codes) {
    super(codes.join(" "));
    this.codes = codes;
  }
}

/** The home feed's first page, or the page at `url`: `{ body, next }`, `next` undefined on the last. */
export const homeFeed = (url = "api/activities/home") => call(url);

/** Posts `{ user_handle, message, ttl }` and gives the crud as the server keeps it. */
export async function postCrud(crud) {
  const answer = await call("api/activities", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(crud),
  });
  return answer.body;
}

async function call(url, options) {
  let response, body;
  try {
    response = await fetch(url, { ...options, signal: AbortSignal.timeout(20_000) });
    body = await response.text();
  } catch {
    throw new ApiError(["unreachable"]);
  }
  if (response.headers.has("Date")) clockSkew = Date.parse(response.headers.get("Date")) - Date.now();

  const json = parse(body);
  if (!response.ok || json === undefined) throw new ApiError(Array.isArray(json) ? json : ["internal_error"]);
  return { body: json, next: nextPage(response) };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's error page, for one
  }
}

/** RFC 8288: the target is relative to the page that carries the link. */
function nextPage(response) {
  const target = /<([^>]*)>\s*;\s*rel="?next"?/.exec(response.headers.get("Link") ?? "")?.[1];
  return target && new URL(target, response.url).href;
}
