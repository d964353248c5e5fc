const crypto = require('crypto');
const dns = require('dns');
const { promisify } = require('util');
const fs = require('fs');
const net = require('net');
const readline = require('readline');
const { PassThrough } = require('stream');
const lookupAsync = promisify(dns.lookup);
const generateKeyPairAsync = promisify(crypto.generateKeyPair);
const signAsync = promisify(crypto.sign);
const verifyAsync = promisify(crypto.verify);

// several values
async function address(name) {
  const { address, family } = await lookupAsync(name);
  return address + '/' + family;
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
async function later(file) {
  const text = await fs.promises.readFile(file, 'utf8');
  await new Promise((resolve) => setTimeout(resolve, 5));
  return text.length > 0;
}

async function soon(file) {
  await new Promise((resolve) => setImmediate(resolve));
  const stat = await fs.promises.stat(file);
  await new Promise((resolve) => process.nextTick(resolve));
  return stat.isFile();
}

async function resolve() {
  const resolver = new dns.Resolver();
  resolver.setServers(['127.0.0.1:1']);
  let err = null;
  let addresses;
  try {
    addresses = await promisify(resolver.resolve4.bind(resolver))('nowhere.invalid');
  } catch (error) {
    err = error;
  }
  return err ? typeof err.code : addresses;
}

async function main() {
  const text = await address('localhost');
  console.log(text.length > 3);
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
  const full = await later(__filename);
  console.log('full', full);
  let err = null;
  let found;
  try {
    found = await resolve();
  } catch (error) {
    err = error;
  }
  console.log(err, found);
}

main();
