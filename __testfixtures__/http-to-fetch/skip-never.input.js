// Without a body nobody hears of it.
// expect: http-never-settles
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    let body = '';
    res.on('data', (chunk) => { body += chunk; });
    res.on('end', () => {
      if (body) resolve(body);
    });
  }).on('error', reject);
});
