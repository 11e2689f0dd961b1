/**
 * The static files of the web client, compressed and with cache headers, and the error pages.
 */
package app.cruddur.web;
