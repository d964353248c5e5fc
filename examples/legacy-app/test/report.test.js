'use strict';

const { test, beforeEach, afterEach } = require('node:test');
const assert = require('node:assert');
const http = require('http');
const lib = require('..');
const workspace = require('./support/workspace');

let dir;
beforeEach(() => {
  dir = workspace.create();
});
afterEach(() => {
  workspace.destroy(dir);
});

function request(server, url) {
  return new Promise((resolve, reject) => {
    server.listen(0, () => {
      http.get({ port: server.address().port, path: url, agent: false }, (res) => {
        let body = '';
        res.setEncoding('utf8');
        res.on('data', (chunk) => {
          body += chunk;
        });
        res.on('end', () => server.close(() => resolve({ status: res.statusCode, body })));
      }).on('error', reject);
    });
  });
}

test('the summary lists and adds up', () => {
  const archive = lib.open(dir);
  archive.save(workspace.invoice('2019-0001'));
  archive.save(workspace.invoice('2019-0002', 1));
  const report = new lib.Report(dir);
  assert.strictEqual(report.page(), null);
  const sum = report.write(archive);
  assert.match(report.page(), /<h1>2 invoices<\/h1>/);
  assert.match(report.page(), /<li>2019-0001 {2}Zweig & Co {2}25\.50 EUR<\/li>\n<li>2019-0002/);
  assert.match(report.page(), /Total: 33\.00 EUR/);
  assert.strictEqual(sum, lib.checksum.ofText(report.page()));
});

test('the server says when there is no summary yet', async () => {
  const answer = await request(lib.createServer(dir), '/');
  assert.deepStrictEqual(answer, { status: 503, body: 'no summary yet\n' });
});

test('the server serves the summary', async () => {
  new lib.Report(dir).write(lib.open(dir));
  const answer = await request(lib.createServer(dir), '/');
  assert.strictEqual(answer.status, 200);
  assert.match(answer.body, /<h1>0 invoices<\/h1>/);
});

test('anything else is not there', async () => {
  assert.strictEqual((await request(lib.createServer(dir), '/etc/passwd')).status, 404);
});
