// Sockets are a matter of the agent.
// expect: http-options
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get({ host: 'localhost', path: url, agent: new http.Agent({ maxSockets: 1 }) }, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});
