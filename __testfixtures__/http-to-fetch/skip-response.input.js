// The socket of the response is asked for.
// expect: http-response-used
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    res.resume();
    res.on('end', () => resolve(res.socket.remoteAddress));
  }).on('error', reject);
});
