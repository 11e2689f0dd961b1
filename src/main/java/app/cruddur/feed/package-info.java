/**
 * The cache of first feed pages and the servlet filter that answers from it before Jakarta REST runs. Every change invalidates all pages;
 * no page is older than a second.
 */
package app.cruddur.feed;
