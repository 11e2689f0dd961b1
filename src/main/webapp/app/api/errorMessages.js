/** Messages for the API's error codes. */
const MESSAGES = {
  user_handle_blank: "Please sign in first.",
  user_not_found: "No such person.",
  activity_not_found: "This crud has expired or never existed.",
  message_blank: "Enter a message.",
  message_exceed_max_chars: "The message is too long.",
  message_invalid_chars: "The message contains a character that is not allowed.",
  ttl_blank: "Choose when it expires.",
  ttl_invalid: "Choose a time from 5 minutes to 30 days.",
  display_name_blank: "Enter a name.",
  display_name_exceed_max_chars: "The name is too long: at most 50 characters.",
  display_name_invalid_chars: "The name contains a character that is not allowed.",
  bio_exceed_max_chars: "The bio is too long: at most 160 characters.",
  bio_invalid_chars: "The bio contains a character that is not allowed.",
  default_ttl_invalid: "Choose a time from 5 minutes to 30 days.",
  user_receiver_not_found: "No such person.",
  user_receiver_is_self: "You cannot write to yourself.",
  search_term_blank: "Enter a search term.",
  search_term_exceed_max_chars: "The search term is too long: at most 100 characters.",
  user_missing: "Please sign in first.",
  token_missing: "Please sign in first.",
  token_invalid: "Please sign in again.",
  not_the_author: "Only its author can do that.",
  conflict: "The data changed in the meantime. Please try again.",
  rate_limited: "Too many requests. Please wait a moment.",
  database_unavailable: "Cruddur cannot reach its database. Please try again in a moment.",
  draining: "Cruddur is about to restart. Please try again in a moment.",
  unreachable: "Cruddur cannot be reached. Check your connection and try again.",
};

const DEFAULT_MESSAGE = "Something went wrong on the server. Please try again.";

/** The message for the first code of an ApiError. */
export const errorMessage = (error) => MESSAGES[error.codes?.[0]] ?? DEFAULT_MESSAGE;
