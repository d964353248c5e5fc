// Promises of packages of which more is used than a native one has, and responses of which more is used than the answer has.
// expect: http-callback-form, http-options, http-request-used, http-response-used
const rp = require('request-promise');
const native = require('request-promise-native');
const { promisify } = require('util');
const send = promisify(require('request'));

exports.chained = (url) => rp(url).then(JSON.parse).finally(() => console.log('asked'));
exports.kept = async (url) => {
  const promise = native(url);
  promise.cancel();
  return promise;
};
exports.finally = (url) => native(url).finally(() => console.log('asked'));
exports.called = (url, done) => native(url, (err, res, body) => done(err, body));
exports.head = async (url) => native.head(url);
exports.transformed = async (url) => native({ url, transform: (body) => body.length });
exports.whole = async (url) => native({ url, resolveWithFullResponse: true });
exports.response = async (url) => {
  const response = await send({ url });
  console.log(response.body);
  return response;
};
