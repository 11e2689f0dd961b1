/**
 * Bearer tokens, rate limits, client addresses, CORS, Content Security Policy and security headers.
 */
package app.cruddur.security;
