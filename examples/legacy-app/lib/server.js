// Serves the summary page.
'use strict';

var http = require('http');
var Report = require('./report');

function createServer(root) {
  var report = new Report(root);
  return http.createServer(function (req, res) {
    if (req.url !== '/') {
      res.writeHead(404, { 'content-type': 'text/plain' });
      return res.end('not here\n');
    }
    var page = report.page();
    res.writeHead(page === null ? 503 : 200, { 'content-type': 'text/html' });
    res.end(page === null ? 'no summary yet\n' : page);
  });
}

exports.createServer = createServer;
