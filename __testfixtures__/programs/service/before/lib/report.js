'use strict';

const { text, has } = require('./read');

module.exports = function report(users) {
  const lines = users.names().map((name) => `${name}: ${users.role(name)}`);
  if (has('motd.txt')) lines.push(text('motd.txt').trim());
  return lines.join('\n');
};

module.exports.line = (users, name) => `${name}=${users.role(name)}`;
