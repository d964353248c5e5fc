// fetch sets these headers itself, or decodes by them.
// expect: http-headers
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, { headers: { Host: 'other' } }, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});

module.exports.encoded = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, { headers: { 'Accept-Encoding': 'gzip' } }, (res) => {
    const chunks = [];
    res.on('data', (chunk) => chunks.push(chunk));
    res.on('end', () => resolve(Buffer.concat(chunks)));
  }).on('error', reject);
});
