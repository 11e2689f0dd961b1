SwaggerUIBundle({
  dom_id: '#docs',
  // An absolute URL: Swagger UI resolves the relative `servers` entries of the document against it.
  url: new URL('../openapi.yaml', document.baseURI).href,
  deepLinking: true,
  // No request to Swagger's public validator.
  validatorUrl: null,
});
