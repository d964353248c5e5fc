// The file helpers everything else is built on.
'use strict';

const path = require('path');
const { readFileSync, writeFileSync, renameSync, unlinkSync, mkdirSync, readdirSync, statSync: stat } = require('fs');

/**
 * Reads a JSON file.
 * @param {string} file
 * @param {*} [fallback] returned when there is no such file
 * @returns {*}
 */
function readJson(file, fallback) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (err) {
    if (err.code === 'ENOENT' && fallback !== undefined) return fallback;
    throw err;
  }
}

/** Writes beside the file and renames, so that a reader never sees half of it. */
function writeAtomically(file, data) {
  const beside = file + '.new';
  writeFileSync(beside, data);
  renameSync(beside, file);
}

function writeJson(file, value) {
  writeAtomically(file, JSON.stringify(value, null, 2) + '\n');
}

function ensureDir(dir) {
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** Removes a file; says whether it was there. */
function remove(file) {
  try {
    unlinkSync(file);
    return true;
  } catch (err) {
    if (err.code !== 'ENOENT') throw err;
    return false;
  }
}

/** All files below a folder, relative to it, in order of their names. */
function walk(dir, below = '') {
  const found = [];
  readdirSync(path.join(dir, below)).sort().forEach((name) => {
    const relative = path.join(below, name);
    if (stat(path.join(dir, relative)).isDirectory()) {
      found.push(...walk(dir, relative));
    } else {
      found.push(relative);
    }
  });
  return found;
}

module.exports = { readJson, writeJson, writeAtomically, ensureDir, remove, walk };
