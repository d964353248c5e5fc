// Passwords, as hashes in a file.
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '../data/users.json');

/** Whether `password` is that of `user`. Throws for a user who is not there. */
exports.isPassword = (user, password) => {
  const known = JSON.parse(fs.readFileSync(FILE, 'utf8')).find(({ name }) => name === user);
  if (!known) throw Object.assign(new Error(`there is no ${user}`), { status: 404 });
  const hash = crypto.scryptSync(password, known.salt, 32);
  return crypto.timingSafeEqual(hash, Buffer.from(known.hash, 'hex'));
};
