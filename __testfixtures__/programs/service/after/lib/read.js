'use strict';

const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..', 'data');

/**
 * @param {string} name
 * @returns {Promise<string>}
 */
async function text(name) {
  return await fs.promises.readFile(path.join(root, name), 'utf8');
}

exports.text = text;
exports.json = async (name) => JSON.parse(await text(name));
exports.has = async (name) => await fs.promises.access(path.join(root, name)).then(() => true, () => false);
