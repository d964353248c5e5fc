// Reports: text files, packed.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const fileOf = (name) => path.join(__dirname, '../data', `${name}.txt`);

exports.find = (req, res, next) => {
  if (!fs.existsSync(fileOf(req.params.name))) return next(Object.assign(new Error('no such report'), { status: 404 }));
  next();
};

exports.show = (req, res) => {
  const text = fs.readFileSync(fileOf(req.params.name));
  const lines = text.toString().split('\n').length;
  res.set('x-lines', String(lines));
  res.type('application/gzip').send(zlib.gzipSync(text, { level: 9 }));
};
