// It goes on after the promise is rejected.
// expect: http-after-settling
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    if (res.statusCode !== 200) reject(new Error('status'));
    let body = '';
    res.on('data', (chunk) => { body += chunk; });
    res.on('end', () => {
      console.log('ended');
      resolve(body);
    });
  }).on('error', reject);
});
