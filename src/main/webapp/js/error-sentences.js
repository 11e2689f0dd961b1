// The API's error codes in words, each beside the field it is about; no field: about the whole.
const SENTENCES = {
  user_handle_blank: ["user_handle", "Who are you? Please give your handle."],
  user_not_found: ["user_handle", "Nobody here has this handle."],
  message_blank: ["message", "Say something first."],
  message_exceed_max_chars: ["message", "Too long: 280 characters at most."],
  message_invalid_chars: ["message", "There is a character in it that cannot be kept."],
  ttl_blank: ["ttl", "Choose how long it lives."],
  ttl_invalid: ["ttl", "Choose one of the times in the list."],
  json_malformed: [null, "The server could not read that. Please reload the page and try again."],
  unsupported_media_type: [null, "The server could not read that. Please reload the page and try again."],
  database_unavailable: [null, "Cruddur cannot reach its database. Please try again in a moment."],
  internal_error: [null, "Something went wrong on the server. Please try again."],
  unreachable: [null, "Cruddur cannot be reached. Check your connection and try again."],
};

const known = (code) => SENTENCES[code] ?? SENTENCES.internal_error;

/** The name of the form field that the code is about, or null. */
export const field = (code) => known(code)[0];

export const sentence = (code) => known(code)[1];
