// The routes: /risk computes, /ping answers at once.
'use strict';
const http = require('node:http');
const { valueAtRisk } = require('./lib/risk.js');

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function answer(request, response) {
  if (request.url === '/ping') return response.end('pong');
  if (request.url !== '/risk') return response.writeHead(404).end();
  const risk = valueAtRisk(JSON.parse(await bodyOf(request)));
  return response.setHeader('content-type', 'application/json').end(JSON.stringify(risk));
}

function failed(response, error) {
  response.writeHead(error.code === 'E_PORTFOLIO' ? 400 : 500).end(JSON.stringify({ name: error.name, message: error.message, code: error.code, what: error.what }));
}

exports.createServer = () =>
  http.createServer((request, response) => {
    answer(request, response).catch((error) => failed(response, error));
  });
