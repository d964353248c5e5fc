// More than the callback, more of the response than its answer has, and other ways to be told.
// expect: http-callback-form, http-get-body, http-headers, http-no-promise, http-request-used, http-response-used, http-target, http-timeout
const request = require('request');
const fs = require('fs');

exports.target = (options) => new Promise((resolve, reject) => request(options, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.timeout = (url) => new Promise((resolve, reject) => request({ url, timeout: 1000 }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.whole = (url) => new Promise((resolve, reject) => request(url, (err, res) => (err ? reject(err) : resolve(res))));
exports.asked = (url) => new Promise((resolve, reject) => request(url, (err, res) => (err ? reject(err) : resolve(res.request.uri.href))));
exports.named = (url, done) => new Promise((resolve, reject) => request(url, done));
exports.encoded = (url) => new Promise((resolve, reject) => request({ url, headers: { 'Accept-Encoding': 'br' } }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.searched = (url) => new Promise((resolve, reject) => request.get({ url, json: { query: 1 } }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.called = (url, done) => request(url, (err, res, body) => done(err, body));
exports.piped = (url, file) => new Promise((resolve, reject) => request(url).pipe(fs.createWriteStream(file)).on('finish', resolve).on('error', reject));
exports.kept = (url) => new Promise((resolve, reject) => {
  const sent = request(url, (err, res, body) => (err ? reject(err) : resolve(body)));
  sent.on('redirect', () => console.log('moved'));
});
exports.listened = (url) => new Promise((resolve, reject) => {
  request(url, (err, res, body) => (err ? reject(err) : resolve(body))).on('response', () => console.log('answered'));
});
