/**
 * The cache of first feed pages, which holds each page once for all readers and inserts the flags of signed-in readers, and the HTTP response
 * with a page. Every change invalidates all pages; no page is older than a second.
 */
package app.cruddur.feed;
