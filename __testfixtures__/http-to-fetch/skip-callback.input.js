// Its caller gets the response as a stream.
// expect: http-no-promise
const http = require('http');

module.exports = (url, done) => http.get(String(url), (res) => done(null, res)).on('error', done);
