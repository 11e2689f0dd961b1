import { html, nothing } from "lit";
import { errorMessage } from "../api/errorMessages.js";
import { session } from "../api/session.js";
import { deleteAccount, exportAccount, getOwnProfile, updateProfile } from "../api/users.js";
import { showNotice } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { LightDomElement } from "./LightDomElement.js";
import "./TimeToLiveField.js";

/** The form to edit the user's own `profile`, and to export or delete the account. Dispatches `edited` with the stored profile, or `cancelled`. */
class ProfileForm extends LightDomElement {
  static properties = { profile: { attribute: false }, errorCodes: { state: true }, ttl: { state: true }, isNotified: { state: true } };

  firstUpdated() {
    this.querySelector("input").focus();
    this.loadSettings();
  }

  async loadSettings() {
    const profile = await getOwnProfile().catch(() => null);
    this.ttl = profile?.default_ttl;
    this.isNotified = profile?.notify_expiring;
  }

  async save(event) {
    event.preventDefault();
    const { display_name, bio } = Object.fromEntries(new FormData(event.target));
    try {
      const profile = await updateProfile({ display_name, bio, default_ttl: this.ttl ?? null, notify_expiring: this.isNotified ?? null });
      this.dispatchEvent(new CustomEvent("edited", { detail: profile }));
    } catch (error) {
      this.errorCodes = error.codes ?? ["internal_error"];
      await this.updateComplete;
      this.querySelector('[aria-invalid="true"]')?.focus();
    }
  }

  async export() {
    try {
      const file = URL.createObjectURL(new Blob([JSON.stringify(await exportAccount(), null, 2)], { type: "application/json" }));
      Object.assign(document.createElement("a"), { href: file, download: `cruddur-${this.profile.handle}.json` }).click();
      URL.revokeObjectURL(file);
    } catch (error) {
      showNotice(errorMessage(error));
    }
  }

  async delete() {
    const consequence = "Your profile and everything you wrote is deleted at once. It cannot be restored. What others wrote stays.";
    const { confirmDialog } = await import("./confirmDialog.js");
    if (!(await confirmDialog("Delete your account?", consequence, "Delete account"))) return;
    try {
      await deleteAccount();
      showNotice("Your account is deleted.");
      await session.signOut();
      navigate("", { replace: true });
    } catch (error) {
      showNotice(errorMessage(error));
    }
  }

  cancel() {
    this.dispatchEvent(new CustomEvent("cancelled"));
  }

  /** The error code of a field; without a name, a code that belongs to no field. */
  errorCode(name) {
    return this.errorCodes?.find((code) => (name ? code.startsWith(name) : !/^(display_name|bio|default_ttl)/.test(code)));
  }

  renderError(name) {
    const code = this.errorCode(name);
    return html`<p id="${name ?? "profile"}-error" class="error" role="alert">${code ? errorMessage({ codes: [code] }) : nothing}</p>`;
  }

  render() {
    const isInvalid = (name) => (this.errorCode(name) ? "true" : nothing);
    return html`<form
      class="profile-form"
      novalidate
      aria-label="Edit your profile"
      @submit=${this.save}
      @keydown=${(event) => event.key === "Escape" && this.cancel()}
    >
      <label for="display_name">Name</label>
      <input
        id="display_name"
        name="display_name"
        dir="auto"
        autocomplete="name"
        .value=${this.profile.display_name}
        aria-invalid=${isInvalid("display_name")}
        aria-describedby="display_name-error"
      />
      ${this.renderError("display_name")}
      <label for="bio">About you</label>
      <textarea id="bio" name="bio" rows="3" dir="auto" .value=${this.profile.bio ?? ""} aria-invalid=${isInvalid("bio")} aria-describedby="bio-error"></textarea>
      ${this.renderError("bio")}
      ${this.ttl
        ? html`<time-to-live-field label="Cruds expire after" .value=${this.ttl} @change=${({ detail }) => (this.ttl = detail)}></time-to-live-field>`
        : nothing}
      ${this.isNotified === undefined
        ? nothing
        : html`<label class="checkbox-field"
            ><input
              type="checkbox"
              name="notify_expiring"
              .checked=${this.isNotified}
              @change=${({ target }) => (this.isNotified = target.checked)}
            />
            Notify me a day before a crud expires</label
          >`}
      ${this.renderError("default_ttl")} ${this.renderError()}
      <div class="form-actions">
        <button class="secondary" type="button" @click=${this.cancel}>Cancel</button>
        <button type="submit">Save</button>
      </div>
      <div class="form-actions">
        <button class="secondary export-account" type="button" @click=${this.export}>Export your data</button>
        <button class="secondary delete-account" type="button" @click=${this.delete}>Delete account</button>
      </div>
    </form>`;
  }
}

customElements.define("profile-form", ProfileForm);
