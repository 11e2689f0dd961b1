import { html, nothing } from "lit";
import { errorMessage } from "../api/errorMessages.js";
import { updateProfile } from "../api/users.js";
import { LightDomElement } from "./LightDomElement.js";

/** The form to edit the user's own `profile`. Dispatches `edited` with the stored profile, or `cancelled`. */
class ProfileForm extends LightDomElement {
  static properties = { profile: { attribute: false }, errorCodes: { state: true } };

  firstUpdated() {
    this.querySelector("input").focus();
  }

  async save(event) {
    event.preventDefault();
    const { display_name, bio } = Object.fromEntries(new FormData(event.target));
    try {
      const profile = await updateProfile({ display_name, bio });
      this.dispatchEvent(new CustomEvent("edited", { detail: profile }));
    } catch (error) {
      this.errorCodes = error.codes ?? ["internal_error"];
      await this.updateComplete;
      this.querySelector('[aria-invalid="true"]')?.focus();
    }
  }

  cancel() {
    this.dispatchEvent(new CustomEvent("cancelled"));
  }

  /** The error code of a field; without a name, a code that belongs to no field. */
  errorCode(name) {
    return this.errorCodes?.find((code) => (name ? code.startsWith(name) : !/^(display_name|bio)/.test(code)));
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
      ${this.renderError("bio")} ${this.renderError()}
      <div class="form-actions">
        <button class="secondary" type="button" @click=${this.cancel}>Cancel</button>
        <button type="submit">Save</button>
      </div>
    </form>`;
  }
}

customElements.define("profile-form", ProfileForm);
