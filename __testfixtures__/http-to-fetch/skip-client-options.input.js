// Options that fetch does not have, or that are not seen.
// expect: http-options
const request = require('request');

const api = request.defaults({ json: true });

exports.jar = (url) => new Promise((resolve, reject) => request({ url, jar: true }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.agent = (url) => new Promise((resolve, reject) => request({ url, agentOptions: { keepAlive: true } }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.certificate = (url) => new Promise((resolve, reject) => request({ url, rejectUnauthorized: false }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.parts = (url) => new Promise((resolve, reject) => request.post({ url, formData: { a: 'b' } }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.proxy = (url, proxy) => new Promise((resolve, reject) => request({ url, proxy }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.late = (url) => new Promise((resolve, reject) => request({ url, auth: { user: 'a', pass: 'b', sendImmediately: false } }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.streamed = (url, body) => new Promise((resolve, reject) => request.post({ url, body }, (err, res, text) => (err ? reject(err) : resolve(text))));
exports.own = (url) => new Promise((resolve, reject) => api(url, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.ownVerb = (url) => new Promise((resolve, reject) => api.get(url, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.chosen = (url, follow) => new Promise((resolve, reject) => request({ url, followRedirect: (res) => follow(res) }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.method = (url) => new Promise((resolve, reject) => request({ url, method: 'OPTIONS' }, (err, res, body) => (err ? reject(err) : resolve(body))));
exports.spread = (url, more) => new Promise((resolve, reject) => request({ url, ...more }, (err, res, body) => (err ? reject(err) : resolve(body))));
