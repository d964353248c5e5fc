const crypto = require('crypto');
const { promisify } = require('util');
const dns = require('dns');
const fs = require('fs');
const net = require('net');
const readline = require('readline');
const { PassThrough } = require('stream');
const generateKeyPairAsync = promisify(crypto.generateKeyPair);
const signAsync = promisify(crypto.sign);
const verifyAsync = promisify(crypto.verify);

// several values
function address(name, callback) {
  dns.lookup(name, { family: 4 }, function (err, address, family) {
    if (err) return callback(err);
    callback(null, address + '/' + family);
  });
}

async function pair() {
  const { publicKey, privateKey } = await generateKeyPairAsync('ed25519', {});
  const signature = await signAsync(null, Buffer.from('text'), privateKey);
  return verifyAsync(null, Buffer.from('text'), publicKey, signature);
}

// a callback without an error
async function answer(text) {
  const input = new PassThrough();
  const rl = readline.createInterface({ input });
  setImmediate(() => input.write(text + '\n'));
  const line = await new Promise((resolve) => rl.question('', resolve));
  rl.close();
  await fs.promises.access(__filename);
  return line.toUpperCase();
}

// methods, and an event that comes once
async function serve() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await promisify(server.close.bind(server))();
  return port > 0;
}

async function closeTwice() {
  const server = net.createServer();
  let err;
  try {
    await promisify(server.close.bind(server))();
  } catch (error) {
    err = error;
  }
  return err.code;
}

// timers between other calls
async function later(file, callback) {
  let text;
  try {
    text = await fs.promises.readFile(file, 'utf8');
  } catch (err) {
    return process.nextTick(callback, err);
  }
  setTimeout(function () {
    callback(null, text.length > 0);
  }, 5);
}

async function soon(file) {
  await new Promise((resolve) => setImmediate(resolve));
  const stat = await fs.promises.stat(file);
  await new Promise((resolve) => process.nextTick(resolve));
  return stat.isFile();
}

function resolve(callback) {
  const resolver = new dns.Resolver();
  resolver.setServers(['127.0.0.1:1']);
  resolver.resolve4('nowhere.invalid', function (err, addresses) {
    callback(null, err ? typeof err.code : addresses);
  });
  resolver.cancel();
}

function main() {
  address('localhost', async function (err, text) {
    if (err) throw err;
    console.log(text);
    const valid = await pair();
    console.log('valid', valid);
    const line = await answer('yes');
    console.log(line);
    const port = await serve();
    console.log('port', port);
    const code = await closeTwice();
    console.log(code);
    const isFile = await soon(__filename);
    console.log('file', isFile);
    later(__filename, function (err, full) {
      if (err) throw err;
      console.log('full', full);
      resolve(function (err, found) {
        console.log(err, found);
      });
    });
  });
}

main();
