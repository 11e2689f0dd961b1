/**
 * Parts that all resources share: request bodies, validation errors, the exception mapper, paging, entity tags, idempotency keys and graceful
 * shutdown.
 */
package app.cruddur.http;
