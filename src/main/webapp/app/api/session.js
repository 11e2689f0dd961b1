import { recall, remember } from "../storage.js";
import { call, setCredentials } from "./client.js";
import { Oidc } from "./oidc.js";

/**
 * Who uses this page. `auth` is `open` (anybody is whom they pick), `jwt` (an issuer asks them) or null until the server has said so.
 * Tells `change`. A person seen before is assumed from the start, so that nothing jumps.
 */
class Session extends EventTarget {
  constructor() {
    super();
    Object.assign(this, { auth: null, oidc: null, signedIn: false, user: recall("user") });
    setCredentials({ headers: () => this.headers(), refused: () => this.refused() });
    this.ready = this.load();
  }

  get handle() {
    return this.user?.handle ?? null;
  }

  async load() {
    // It is asked as whoever this browser remembers.
    let { body } = await call("session");
    const idToken = Oidc.tokens?.id_token;
    if (body.signed_in && !body.user && idToken) {
      // Who is new may be registered by what the issuer says of them; an access token says nothing.
      ({ body } = await call("session", { headers: { Authorization: `Bearer ${idToken}` } }));
    }
    this.auth = body.auth;
    this.oidc = body.auth === "jwt" ? new Oidc(body) : null;
    this.signedIn = body.signed_in;
    this.become(body.user);
  }

  /** Asks again, after a failure. */
  reload() {
    return (this.ready = this.load());
  }

  /** In open mode: takes somebody's part. */
  choose({ uuid, handle, display_name }) {
    this.signedIn = true;
    this.become({ uuid, handle, display_name });
  }

  signIn(returnTo) {
    return this.oidc.begin(returnTo);
  }

  async completeSignIn(query) {
    await this.ready;
    const returnTo = await this.oidc.complete(query);
    await this.reload();
    return returnTo;
  }

  async signOut() {
    this.signedIn = false;
    this.become(null);
    await this.oidc?.end();
  }

  become(user) {
    this.user = user;
    remember("user", user);
    this.dispatchEvent(new Event("change"));
  }

  async headers() {
    if (this.auth !== "jwt" && this.user && !Oidc.tokens) return { "X-Cruddur-User": this.user.handle };
    const token = this.oidc ? await this.oidc.accessToken() : Oidc.tokens?.access_token;
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  async refused() {
    if (!this.oidc || !Oidc.tokens) return false;
    if (await this.oidc.renew()) return true;
    Oidc.forget();
    this.signedIn = false;
    this.become(null);
    return false;
  }
}

export const session = new Session();
session.ready.catch(() => {}); // whoever waits for it hears of it
