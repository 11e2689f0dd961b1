import { newKey } from "../storage.js";

const TOKENS = "cruddur.tokens";
const PENDING = "cruddur.sign-in";
const SOON = 30_000;

/**
 * Signs in at an OpenID Connect issuer by authorization code with PKCE (RFC 7636), and renews by refresh token. Tokens are kept in
 * sessionStorage: they end with the tab. They come straight from the issuer over TLS, so their signature is the API's to check
 * (OpenID Connect Core, 3.1.3.7).
 */
export class Oidc {
  constructor({ issuer, client_id }) {
    Object.assign(this, { issuer, client_id, renewing: null });
  }

  static get tokens() {
    return JSON.parse(sessionStorage.getItem(TOKENS));
  }

  static forget() {
    sessionStorage.removeItem(TOKENS);
  }

  get redirectUri() {
    return new URL("sign-in/callback", document.baseURI).href;
  }

  /** Leaves for the issuer; it leads back to `/sign-in/callback`, and that to `returnTo`. */
  async begin(returnTo) {
    const { authorization_endpoint, scopes_supported = [] } = await this.discover();
    const pending = { state: newKey(), nonce: newKey(), verifier: newKey() + newKey(), returnTo };
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    const url = new URL(authorization_endpoint);
    // Some issue a refresh token only when asked for; Cognito refuses a scope it does not know.
    const offline = scopes_supported.includes("offline_access") ? " offline_access" : "";
    const query = {
      response_type: "code",
      client_id: this.client_id,
      redirect_uri: this.redirectUri,
      scope: `openid profile email${offline}`,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await challenge(pending.verifier),
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    location.assign(url);
  }

  /** Trades the code in the callback's address for tokens; gives where to go on. */
  async complete(query) {
    const pending = JSON.parse(sessionStorage.getItem(PENDING));
    sessionStorage.removeItem(PENDING);
    if (!pending || query.get("state") !== pending.state) throw new Error("This is not the answer to a sign-in begun here.");
    if (query.has("error")) throw new Error(query.get("error_description") ?? query.get("error"));
    const tokens = await this.ask({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: this.redirectUri,
      code_verifier: pending.verifier,
    });
    const { nonce, aud } = claims(tokens.id_token);
    if (nonce !== pending.nonce || ![aud].flat().includes(this.client_id)) throw new Error("The issuer answered somebody else.");
    keep(tokens);
    return pending.returnTo;
  }

  /** A token that still lasts, or null. */
  async accessToken() {
    const tokens = Oidc.tokens;
    if (!tokens) return null;
    if (tokens.expires_at - Date.now() > SOON) return tokens.access_token;
    return this.renew();
  }

  /** Gets a new token, once however many ask; null when the issuer gives none. */
  renew() {
    this.renewing ??= this.refresh().finally(() => (this.renewing = null));
    return this.renewing;
  }

  async refresh() {
    const old = Oidc.tokens;
    if (!old?.refresh_token) return null;
    try {
      const tokens = await this.ask({ grant_type: "refresh_token", refresh_token: old.refresh_token });
      keep({ ...old, ...tokens });
      return tokens.access_token;
    } catch {
      return null;
    }
  }

  /** Forgets the tokens and signs out at the issuer too, where it has a way. */
  async end() {
    const id_token = Oidc.tokens?.id_token;
    Oidc.forget();
    const { end_session_endpoint } = await this.discover();
    if (!end_session_endpoint) return location.assign(document.baseURI);
    const url = new URL(end_session_endpoint);
    const home = document.baseURI;
    const query = { id_token_hint: id_token, client_id: this.client_id, post_logout_redirect_uri: home };
    // Cognito's own name for it.
    if (url.hostname.endsWith(".amazoncognito.com")) query.logout_uri = home;
    for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
    location.assign(url);
  }

  async discover() {
    this.configuration ??= await json(fetch(`${this.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`));
    return this.configuration;
  }

  async ask(form) {
    const { token_endpoint } = await this.discover();
    return json(fetch(token_endpoint, { method: "POST", body: new URLSearchParams({ ...form, client_id: this.client_id }) }));
  }
}

function keep({ access_token, id_token, refresh_token, expires_in = 300 }) {
  const tokens = { access_token, id_token, refresh_token, expires_at: Date.now() + expires_in * 1000 };
  sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
}

async function json(answering) {
  const answer = await answering;
  if (!answer.ok) throw new Error(`The issuer answered ${answer.status}.`);
  return answer.json();
}

async function challenge(verifier) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(hash))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function claims(token) {
  const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (byte) => byte.charCodeAt(0))));
}
