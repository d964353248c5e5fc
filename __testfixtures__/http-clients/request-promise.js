// What uses of request-promise-native look like, and of request behind promisify.
const rp = require('request-promise-native');
const request = require('request');
const { promisify } = require('util');
const util = require('util');

const get = promisify(request.get);

exports.text = (base, name) => rp(`${base}/${name}`).then((text) => text.length);

exports.failed = async (base, name) => {
  try {
    return await rp({ uri: `${base}/${name}`, json: true, qs: { a: 1 } });
  } catch (error) {
    const { name: kind, message, statusCode, error: body, response } = error;
    throw Object.assign(new Error(kind), { message, statusCode, code: error.cause && error.cause.code, body: body instanceof Error ? String(body) : body, status: response && response.statusCode, keys: Object.keys(error) });
  }
};

exports.posted = async (base, name) => rp.post({ url: `${base}/${name}`, body: { name }, json: true });

exports.whole = async (base, name) => {
  const response = await rp({ method: 'PUT', uri: `${base}/${name}`, form: { a: 1 }, simple: false, resolveWithFullResponse: true });
  return [response.statusCode, response.headers['x-two'], response.body];
};

exports.simple = async (base, name) => {
  const result = await rp.get(`${base}/${name}`, { simple: false, encoding: null });
  return result;
};

exports.promised = async (base, name) => {
  const { statusCode, body } = await get({ url: `${base}/${name}`, headers: { 'If-None-Match': '"x"' } });
  return [statusCode, body];
};

exports.promisedPost = async (base, name) => (await util.promisify(request.post)(`${base}/${name}`, { json: { name } })).body;

exports.removed = async (base, name) => {
  await rp.del(`${base}/${name}`);
};

exports.then = (base, name) => get(`${base}/${name}`).then((response) => [response.statusCode, response.body]);

exports.options = (base, name) => {
  const load = async () => rp({ uri: `${base}/${name}`, json: true, simple: false });
  return load().then((body) => [typeof body, body]);
};

exports.both = async (base, name) => {
  const text = await rp(`${base}/${name}`);
  const { body } = await get(`${base}/${name}`);
  return [text, body];
};
