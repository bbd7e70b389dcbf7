window.addEventListener('load', () => {
  SwaggerUIBundle({ url: '/openapi', dom_id: '#docs', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0 });
});
