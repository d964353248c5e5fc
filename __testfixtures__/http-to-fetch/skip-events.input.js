// What happens to an upgraded connection is no matter of fetch.
// expect: http-event
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    res.resume();
    res.on('end', resolve);
  }).on('error', reject).on('upgrade', resolve);
});
