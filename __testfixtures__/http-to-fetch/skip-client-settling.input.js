// The promise is settled in code that cannot become `return` or `throw`, or not at all, or code runs on after it.
// expect: http-after-settling, http-never-settles, http-reject-in-try, http-settled-elsewhere
const request = require('request');

exports.never = (url) => new Promise((resolve, reject) => request(url, (err, res, body) => {
  if (err) return reject(err);
  if (res.statusCode === 200) resolve(body);
}));
exports.elsewhere = (url) => new Promise((resolve, reject) => request(url, (err, res, body) => {
  if (err) return reject(err);
  body.split(',').forEach((part) => resolve(part));
}));
exports.after = (url) => new Promise((resolve, reject) => request(url, (err, res, body) => {
  if (err) reject(err);
  resolve(JSON.parse(body));
}));
exports.caught = (url) => new Promise((resolve, reject) => request(url, (err, res, body) => {
  if (err) return reject(err);
  try {
    if (body === '') reject(new Error('empty'));
    else resolve(JSON.parse(body));
  } catch (error) {
    resolve({});
  }
}));
