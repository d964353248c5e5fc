// Names of the callback would hide those of the code around it.
// expect: http-names
const request = require('request');

module.exports = (body) => new Promise((resolve, reject) => {
  request.post({ uri: 'http://127.0.0.1:1/', json: body }, (err, res, body) => (err ? reject(err) : resolve(body)));
});
