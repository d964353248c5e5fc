// What reject is given would come to the catch.
// expect: http-reject-in-try
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    let body = '';
    res.on('data', (chunk) => { body += chunk; });
    res.on('end', () => {
      try {
        const { error, value } = JSON.parse(body);
        if (error) reject(error);
        else resolve(value);
      } catch (error) {
        resolve(undefined);
      }
    });
  }).on('error', reject);
});
