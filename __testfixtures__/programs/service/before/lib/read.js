'use strict';

const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..', 'data');

/**
 * @param {string} name
 * @returns {string}
 */
function text(name) {
  return fs.readFileSync(path.join(root, name), 'utf8');
}

exports.text = text;
exports.json = (name) => JSON.parse(text(name));
exports.has = (name) => fs.existsSync(path.join(root, name));
