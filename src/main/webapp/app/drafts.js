import { loadItem, randomId, saveItem } from "./storage.js";

/**
 * Text that was typed and not yet posted, kept in localStorage. The draft also holds the idempotency key of its request: as long as the
 * content does not change, a retry sends the same key, so the server stores the post once.
 */
export class Draft {
  constructor(name) {
    this.name = `draft.${name}`;
    Object.assign(this, { text: "", ...loadItem(this.name) });
  }

  setText(text) {
    this.text = text;
    this.save();
  }

  idempotencyKeyFor(json) {
    const content = JSON.stringify(json);
    if (this.content !== content) Object.assign(this, { content, key: randomId() });
    this.save();
    return this.key;
  }

  clear() {
    Object.assign(this, { text: "", content: undefined, key: undefined });
    saveItem(this.name, null);
  }

  save() {
    const { text, content, key } = this;
    saveItem(this.name, text || key ? { text, content, key } : null);
  }
}
