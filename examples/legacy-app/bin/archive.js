#!/usr/bin/env node
// The command line of the archive.
'use strict';

var fs = require('fs');
var path = require('path');
var lib = require('../lib');

var root = path.resolve(process.env.ARCHIVE_ROOT || 'archive');
var args = process.argv.slice(2);
var command = args.shift();

function usage() {
  console.error('usage: archive add <file…> | list | recent | show <id> | remove <id> | verify | summary | serve');
  return 2;
}

function show(archive, id) {
  var invoice = archive.get(id);
  console.log(lib.invoices.format(invoice, archive.settings.currency));
  invoice.lines.forEach(function (line) {
    console.log('  ' + line.quantity + ' x ' + line.text);
  });
}

function main() {
  var archive = lib.open(root);
  archive.on('saved', function (id) {
    console.log('saved ' + id);
  });

  switch (command) {
    case 'add':
      lib.importer.importFiles(archive, args);
      return 0;
    case 'list':
      archive.list().forEach(function (id) {
        console.log(id);
      });
      return 0;
    case 'recent':
      console.log(archive.recent().join('\n'));
      return 0;
    case 'show':
      show(archive, args[0]);
      return 0;
    case 'remove':
      return archive.remove(args[0]) ? 0 : 1;
    case 'verify':
      var broken = archive.verify();
      console.log(broken.length ? 'broken: ' + broken.join(', ') : 'all well');
      return broken.length ? 1 : 0;
    case 'summary':
      console.log(new lib.Report(root).write(archive));
      return 0;
    case 'serve':
      lib.createServer(root).listen(archive.settings.port);
      return 0;
    default:
      return usage();
  }
}

var lock = path.join(root, '.lock');
fs.mkdirSync(root, { recursive: true });
fs.writeFileSync(lock, String(process.pid));
process.on('exit', function () {
  fs.unlinkSync(lock);
});

try {
  process.exitCode = main();
} catch (err) {
  console.error('archive: ' + err.message);
  process.exitCode = 1;
}
