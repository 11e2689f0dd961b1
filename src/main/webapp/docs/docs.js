SwaggerUIBundle({
  dom_id: '#docs',
  // Whole, because the servers' own addresses in the document are resolved against it.
  url: new URL('../openapi.yaml', document.baseURI).href,
  deepLinking: true,
  // Nobody outside is told what is looked at here.
  validatorUrl: null,
});
