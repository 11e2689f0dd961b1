import { loadTokens, randomId, saveTokens } from "../storage.js";

const PENDING_ITEM = "cruddur.sign-in";
const RENEW_BEFORE_EXPIRY_MILLIS = 30_000;

/**
 * OpenID Connect client: authorization code with PKCE (RFC 7636) and refresh tokens. It does not verify the signature of tokens: it
 * receives them directly from the issuer over TLS (OpenID Connect Core, 3.1.3.7), and the API verifies each token it gets.
 */
export class OidcClient {
  constructor({ issuer, client_id }) {
    Object.assign(this, { issuer, client_id, renewing: null });
  }

  get redirectUri() {
    return new URL("sign-in/callback", document.baseURI).href;
  }

  /** Redirects to the issuer, which redirects back to `/sign-in/callback`. */
  async signIn() {
    const { authorization_endpoint, scopes_supported = [] } = await this.discover();
    const pending = { state: randomId(), nonce: randomId(), verifier: randomId() + randomId() };
    sessionStorage.setItem(PENDING_ITEM, JSON.stringify(pending));
    const url = new URL(authorization_endpoint);
    // Some issuers require this scope for a refresh token; Cognito rejects scopes that it does not know.
    const offlineScope = scopes_supported.includes("offline_access") ? " offline_access" : "";
    const query = {
      response_type: "code",
      client_id: this.client_id,
      redirect_uri: this.redirectUri,
      scope: `openid profile email${offlineScope}`,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await codeChallenge(pending.verifier),
      code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    location.assign(url);
  }

  /** Exchanges the code in the callback URL for tokens. */
  async completeSignIn(query) {
    const pending = JSON.parse(sessionStorage.getItem(PENDING_ITEM));
    sessionStorage.removeItem(PENDING_ITEM);
    if (!pending || query.get("state") !== pending.state) throw new Error("This browser did not start this sign-in.");
    if (query.has("error")) throw new Error(query.get("error_description") ?? query.get("error"));
    const tokens = await this.requestTokens({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: this.redirectUri,
      code_verifier: pending.verifier,
    });
    const { nonce, aud } = decodeClaims(tokens.id_token);
    if (nonce !== pending.nonce || ![aud].flat().includes(this.client_id)) throw new Error("The ID token is for another client or another sign-in.");
    storeTokens(tokens);
  }

  /** An access token that is valid for some time, renewed if necessary; null if there is none. */
  async accessToken() {
    const tokens = loadTokens();
    if (!tokens) return null;
    if (tokens.expires_at - Date.now() > RENEW_BEFORE_EXPIRY_MILLIS) return tokens.access_token;
    return this.renew();
  }

  /** Gets a new access token, with one request for concurrent callers; null if the issuer rejects it. */
  renew() {
    this.renewing ??= this.refresh().finally(() => (this.renewing = null));
    return this.renewing;
  }

  async refresh() {
    const old = loadTokens();
    if (!old?.refresh_token) return null;
    try {
      const tokens = await this.requestTokens({ grant_type: "refresh_token", refresh_token: old.refresh_token });
      storeTokens({ ...old, ...tokens });
      return tokens.access_token;
    } catch {
      return null;
    }
  }

  /** Deletes the tokens and signs out at the issuer, if it has an end-session endpoint. */
  async signOut() {
    const id_token = loadTokens()?.id_token;
    saveTokens(null);
    const { end_session_endpoint } = await this.discover();
    if (!end_session_endpoint) return location.assign(document.baseURI);
    const url = new URL(end_session_endpoint);
    const home = document.baseURI;
    const query = { id_token_hint: id_token, client_id: this.client_id, post_logout_redirect_uri: home };
    // Cognito has its own parameter in place of post_logout_redirect_uri.
    if (url.hostname.endsWith(".amazoncognito.com")) query.logout_uri = home;
    for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
    location.assign(url);
  }

  async discover() {
    this.configuration ??= await fetchJson(`${this.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    return this.configuration;
  }

  async requestTokens(form) {
    const { token_endpoint } = await this.discover();
    return fetchJson(token_endpoint, { method: "POST", body: new URLSearchParams({ ...form, client_id: this.client_id }) });
  }
}

function storeTokens({ access_token, id_token, refresh_token, expires_in = 300 }) {
  saveTokens({ access_token, id_token, refresh_token, expires_at: Date.now() + expires_in * 1000 });
}

async function fetchJson(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  return response.json();
}

async function codeChallenge(verifier) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(hash))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decodeClaims(token) {
  const payload = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (byte) => byte.charCodeAt(0))));
}
