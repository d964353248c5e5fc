// It may be options with an agent.
// expect: http-target
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(url, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});
