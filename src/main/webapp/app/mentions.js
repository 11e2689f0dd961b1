const MENTION = /(?<![\p{L}\p{N}_@])@([A-Za-z0-9_]{1,30})(?![A-Za-z0-9_])/gu;

/** Whether a message mentions a handle, by the same rule as the notifications in PostgreSQL: handles are ASCII, in any case. */
export const mentions = (message, handle) =>
  [...(message ?? "").matchAll(MENTION)].some(([, mentioned]) => mentioned.toLowerCase() === handle);
