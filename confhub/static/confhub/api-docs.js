// Draws the description of the API into the page. The validator of Swagger UI, a foreign host, is switched off.
const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  supportedSubmitMethods: ["get"],
});
