/** Messages for the API's error codes. */
const MESSAGES = {
  user_handle_blank: "Who are you? Please sign in first.",
  user_not_found: "Nobody here has this handle.",
  activity_not_found: "This crud is gone.",
  message_blank: "Say something first.",
  message_exceed_max_chars: "That is too long.",
  message_invalid_chars: "There is a character in it that cannot be kept.",
  ttl_blank: "Choose how long it lives.",
  ttl_invalid: "Choose one of the times in the list.",
  display_name_blank: "A name, please.",
  display_name_exceed_max_chars: "That name is too long: 50 characters at most.",
  display_name_invalid_chars: "There is a character in the name that cannot be kept.",
  bio_exceed_max_chars: "That is too long: 160 characters at most.",
  bio_invalid_chars: "There is a character in it that cannot be kept.",
  user_receiver_not_found: "Nobody here has this handle.",
  user_receiver_is_self: "That is you.",
  search_term_blank: "Say what to look for.",
  search_term_exceed_max_chars: "That is too long to look for: 100 characters at most.",
  token_missing: "Please sign in first.",
  token_invalid: "Please sign in again.",
  not_the_author: "Only its author can do that.",
  conflict: "Somebody else was quicker. Please try again.",
  rate_limited: "That was a lot at once. Please wait a moment.",
  database_unavailable: "Cruddur cannot reach its database. Please try again in a moment.",
  draining: "Cruddur is about to restart. Please try again in a moment.",
  unreachable: "Cruddur cannot be reached. Check your connection and try again.",
};

const DEFAULT_MESSAGE = "Something went wrong on the server. Please try again.";

/** The message for the first code of an ApiError. */
export const errorMessage = (error) => MESSAGES[error.codes?.[0]] ?? DEFAULT_MESSAGE;
