const crypto = require('crypto');
const dns = require('dns');
const fs = require('fs');
const net = require('net');
const readline = require('readline');
const { PassThrough } = require('stream');

// several values
function address(name, callback) {
  dns.lookup(name, function (err, address, family) {
    if (err) return callback(err);
    callback(null, address + '/' + family);
  });
}

function pair(callback) {
  crypto.generateKeyPair('ed25519', {}, function (err, publicKey, privateKey) {
    if (err) return callback(err);
    crypto.sign(null, Buffer.from('text'), privateKey, function (err, signature) {
      if (err) return callback(err);
      crypto.verify(null, Buffer.from('text'), publicKey, signature, callback);
    });
  });
}

// a callback without an error
function answer(text, callback) {
  const input = new PassThrough();
  const rl = readline.createInterface({ input });
  setImmediate(() => input.write(text + '\n'));
  rl.question('', function (line) {
    rl.close();
    fs.access(__filename, function (err) {
      if (err) return callback(err);
      callback(null, line.toUpperCase());
    });
  });
}

// methods, and an event that comes once
function serve(callback) {
  const server = net.createServer();
  server.listen(0, '127.0.0.1', function () {
    const { port } = server.address();
    server.close(function (err) {
      if (err) return callback(err);
      callback(null, port > 0);
    });
  });
}

function closeTwice(callback) {
  const server = net.createServer();
  server.close(function (err) {
    callback(null, err.code);
  });
}

// timers between other calls
function later(file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err) return callback(err);
    setTimeout(function () {
      callback(null, text.length > 0);
    }, 5);
  });
}

function soon(file, callback) {
  setImmediate(function () {
    fs.stat(file, function (err, stat) {
      if (err) return callback(err);
      process.nextTick(function () { callback(null, stat.isFile()); });
    });
  });
}

function resolve(callback) {
  const resolver = new dns.Resolver();
  resolver.setServers(['127.0.0.1:1']);
  resolver.resolve4('nowhere.invalid', function (err, addresses) {
    callback(null, err ? typeof err.code : addresses);
  });
}

function main() {
  address('localhost', function (err, text) {
    if (err) throw err;
    console.log(text.length > 3);
    pair(function (err, valid) {
      if (err) throw err;
      console.log('valid', valid);
      answer('yes', function (err, line) {
        if (err) throw err;
        console.log(line);
        serve(function (err, port) {
          if (err) throw err;
          console.log('port', port);
          closeTwice(function (err, code) {
            if (err) throw err;
            console.log(code);
            soon(__filename, function (err, isFile) {
              if (err) throw err;
              console.log('file', isFile);
              later(__filename, function (err, full) {
                if (err) throw err;
                console.log('full', full);
                resolve(function (err, found) {
                  console.log(err, found);
                });
              });
            });
          });
        });
      });
    });
  });
}

main();
