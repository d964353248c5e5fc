// It may be options with an agent.
// expect: http-target
const http = require('http');

module.exports = (options) => new Promise((resolve, reject) => {
  http.get(options, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject);
});
