// Packages that stay as they are.
// expect: http-package
const fetch = require('node-fetch');
const needle = require('needle');
const superagent = require('superagent');
const request = require('sync-request');

exports.fetched = async (url) => (await fetch(url)).json();
exports.pricked = async (url) => (await needle('get', url)).body;
exports.called = (url, done) => needle.get(url, (error, response) => done(error, response.body));
exports.built = async (url) => (await superagent.get(url).query({ a: 1 })).body;
exports.blocked = (url) => request('GET', url).getBody('utf8');
exports.kept = async (url) => {
  const agent = superagent.agent();
  return (await agent.get(url)).text;
};
