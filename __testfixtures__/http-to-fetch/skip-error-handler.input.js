// An error of the request leads elsewhere than one of the status.
// expect: http-error-handler
const http = require('http');

module.exports = (url) => new Promise((resolve, reject) => {
  http.get(`http://${url}`, (res) => {
    if (res.statusCode !== 200) return reject(new Error('status'));
    res.resume();
    res.on('end', resolve);
  }).on('error', (error) => {
    console.error(error);
    resolve(undefined);
  });
});
