// Something happens with each chunk.
// expect: http-collected
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    let body = '';
    res.on('data', (chunk) => {
      body += chunk;
      process.stdout.write('.');
    });
    res.on('end', () => resolve(body));
  }).on('error', reject);
});
