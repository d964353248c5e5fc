// Each chunk counts by itself.
// expect: http-collected
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    const chunks = [];
    res.on('data', (chunk) => chunks.push(chunk));
    res.on('end', () => resolve(chunks.length));
  }).on('error', reject);
});
