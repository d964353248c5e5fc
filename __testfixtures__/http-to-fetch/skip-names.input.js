// A name means something else around the listener.
// expect: http-names
const http = require('http');

const end = 'around';

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    const status = `${res.statusCode} ${end}`;
    res.resume();
    res.on('end', () => {
      const end = Date.now();
      resolve([status, end]);
    });
  }).on('error', reject);
});
