import { loadItem, loadTokens, saveItem, saveTokens } from "../storage.js";
import { request, setCredentials } from "./client.js";

/**
 * The current user. `auth` is the server's authentication mode: `open` (users choose who they are), `jwt` (sign-in at an OpenID Connect
 * issuer), or null until the server has answered. The last user is kept in localStorage and shown until then, so that the layout is stable.
 */
class Session extends EventTarget {
  constructor() {
    super();
    Object.assign(this, { auth: null, oidc: null, signedIn: false, user: loadItem("user") });
    setCredentials({ headers: () => this.headers(), renew: () => this.renewToken() });
    this.ready = this.load();
  }

  get handle() {
    return this.user?.handle ?? null;
  }

  /** Calls `handler` after each change of the user. Returns a function that unsubscribes. */
  subscribe(handler) {
    this.addEventListener("change", handler);
    return () => this.removeEventListener("change", handler);
  }

  async load() {
    let { body } = await request("session");
    const idToken = loadTokens()?.id_token;
    if (body.signed_in && !body.user && idToken) {
      // A new user: the server registers them with the name and email of the ID token, which the access token does not contain.
      ({ body } = await request("session", { headers: { Authorization: `Bearer ${idToken}` } }));
    }
    // Imported here, because the first view does not need it.
    this.oidc = body.auth === "jwt" ? new (await import("./oidc.js")).OidcClient(body) : null;
    this.auth = body.auth;
    this.signedIn = body.signed_in;
    this.setUser(body.user);
  }

  /** Loads the session again, after an error or a sign-in. */
  reload() {
    return (this.ready = this.load());
  }

  /** Signs in as the given user, in open mode. */
  chooseUser({ uuid, handle, display_name }) {
    this.signedIn = true;
    this.setUser({ uuid, handle, display_name });
  }

  /** Leaves this page for the issuer, in `jwt` mode. */
  signIn() {
    return this.oidc.signIn();
  }

  async completeSignIn(query) {
    await this.ready;
    await this.oidc.completeSignIn(query);
    await this.reload();
  }

  async signOut() {
    this.signedIn = false;
    this.setUser(null);
    await this.oidc?.signOut();
  }

  setUser(user) {
    this.user = user;
    saveItem("user", user);
    this.dispatchEvent(new Event("change"));
  }

  async headers() {
    if (this.auth !== "jwt" && this.user && !loadTokens()) return { "X-Cruddur-User": this.user.handle };
    const token = this.oidc ? await this.oidc.accessToken() : loadTokens()?.access_token;
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  async renewToken() {
    if (!this.oidc || !loadTokens()) return false;
    if (await this.oidc.renew()) return true;
    saveTokens(null);
    this.signedIn = false;
    this.setUser(null);
    return false;
  }
}

export const session = new Session();
session.ready.catch(() => {}); // those who await `ready` handle the error
