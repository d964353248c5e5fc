// A folder of its own for each test, and the invoices they share.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');

exports.create = function () {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'invoice-archive-'));
};

exports.destroy = function (dir) {
  fs.rmSync(dir, { recursive: true, force: true });
};

exports.put = function (dir, name, content) {
  const file = path.join(dir, name);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

exports.invoice = function (id, price) {
  return {
    id: id,
    customer: 'Zweig & Co',
    lines: [
      { text: 'Paper', quantity: 2, price: price === undefined ? 10 : price },
      { text: 'Ink', quantity: 1, price: 5.5 }
    ]
  };
};
