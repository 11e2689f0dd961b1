import { newKey, recall, remember } from "./storage.js";

/**
 * What was typed and not yet posted, kept until it is. Each has an idempotency key, which stays the same as long as its content does: sent
 * again after a failure, it is posted once.
 */
export class Draft {
  constructor(name) {
    this.name = `draft.${name}`;
    Object.assign(this, { text: "", ...recall(this.name) });
  }

  /** @param fields such as `{ text, ttl }` */
  change(fields) {
    Object.assign(this, fields);
    this.save();
  }

  keyFor(json) {
    const content = JSON.stringify(json);
    if (this.content !== content) Object.assign(this, { content, key: newKey() });
    this.save();
    return this.key;
  }

  clear() {
    Object.assign(this, { text: "", content: undefined, key: undefined });
    remember(this.name, null);
  }

  save() {
    const { text, content, key } = this;
    remember(this.name, text || key ? { text, content, key } : null);
  }
}
