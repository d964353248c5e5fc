// What an invoice is. No input or output here.
'use strict';

var ID = /^\d{4}-\d{4}$/;

function validate(invoice) {
  if (!invoice || !ID.test(invoice.id)) throw new TypeError('Not an invoice id: ' + (invoice && invoice.id));
  if (!Array.isArray(invoice.lines) || invoice.lines.length === 0) {
    throw new TypeError('Invoice ' + invoice.id + ' has no lines');
  }
  return invoice;
}

function total(invoice) {
  return invoice.lines.reduce(function (sum, line) {
    return sum + line.quantity * line.price;
  }, 0);
}

function format(invoice, currency) {
  return invoice.id + '  ' + invoice.customer + '  ' + total(invoice).toFixed(2) + ' ' + currency;
}

/** `id;customer;text;quantity;price` per line; lines of one id belong together. */
function parseCsv(text) {
  var byId = new Map();
  text.split(/\r?\n/).filter(Boolean).forEach(function (row) {
    var cell = row.split(';');
    var invoice = byId.get(cell[0]) || { id: cell[0], customer: cell[1], lines: [] };
    invoice.lines.push({ text: cell[2], quantity: Number(cell[3]), price: Number(cell[4]) });
    byId.set(cell[0], invoice);
  });
  return Array.from(byId.values()).map(validate);
}

module.exports = { validate, total, format, parseCsv };
