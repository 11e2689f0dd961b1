import { html, nothing } from "lit";
import { sentence } from "../api/sentences.js";
import { editProfile } from "../api/users.js";
import { LightElement } from "./LightElement.js";

/** Changes one's own `profile`; fires `edited` with it as it is now, or `cancelled`. */
class ProfileForm extends LightElement {
  static properties = { profile: { attribute: false }, failures: { state: true } };

  firstUpdated() {
    this.querySelector("input").focus();
  }

  async save(event) {
    event.preventDefault();
    const { display_name, bio } = Object.fromEntries(new FormData(event.target));
    try {
      const profile = await editProfile({ display_name, bio });
      this.dispatchEvent(new CustomEvent("edited", { detail: profile }));
    } catch (failure) {
      this.failures = failure.codes ?? ["internal_error"];
      await this.updateComplete;
      this.querySelector('[aria-invalid="true"]')?.focus();
    }
  }

  cancel() {
    this.dispatchEvent(new CustomEvent("cancelled"));
  }

  /** What is wrong with one field; with none, what is wrong with neither. */
  wrong(name) {
    return this.failures?.find((code) => (name ? code.startsWith(name) : !/^(display_name|bio)/.test(code)));
  }

  renderWrong(name) {
    const code = this.wrong(name);
    return html`<p id="${name ?? "profile"}-error" class="error" role="alert">${code ? sentence({ codes: [code] }) : nothing}</p>`;
  }

  render() {
    const invalid = (name) => (this.wrong(name) ? "true" : nothing);
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
        aria-invalid=${invalid("display_name")}
        aria-describedby="display_name-error"
      />
      ${this.renderWrong("display_name")}
      <label for="bio">About you</label>
      <textarea id="bio" name="bio" rows="3" dir="auto" .value=${this.profile.bio ?? ""} aria-invalid=${invalid("bio")} aria-describedby="bio-error"></textarea>
      ${this.renderWrong("bio")} ${this.renderWrong()}
      <div class="row">
        <button class="quiet" type="button" @click=${this.cancel}>Cancel</button>
        <button type="submit">Save</button>
      </div>
    </form>`;
  }
}

customElements.define("profile-form", ProfileForm);
