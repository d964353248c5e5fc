// All requests of the process go through an agent.
// expect: http-agent
const http = require('http');

http.globalAgent = new http.Agent({ maxSockets: 1 });

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});
