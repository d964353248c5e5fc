// http-to-fetch against a real server: original and migrated code send the same requests, but for the headers that the
// documentation names, and come to the same results and errors whatever the server does.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { request, requestPromiseNative } from '../src/apis/http-clients/request.ts';
import { CHANGED_HEADERS } from '../src/apis/http-requests.ts';
import { analyse } from '../src/pipeline.ts';
import { FIXTURES } from './fixture-run.ts';
import { folder, PROJECT } from './temporary.ts';
import { rawServer, type Answer, type Asked } from './raw-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const CLIENTS = path.join(FIXTURES, 'http-clients');
const head = (status: string, ...headers: string[]): string => `HTTP/1.1 ${status}\r\n${headers.map((each) => `${each}\r\n`).join('')}\r\n`;
const said = (status: string, body: string, ...headers: string[]): string => head(status, `Content-Length: ${Buffer.byteLength(body)}`, ...headers) + body;

/** The clients, with the headers that may differ. */
const CLIENT_HEADERS: Readonly<Record<string, ReadonlyMap<string, string>>> = { 'http.js': CHANGED_HEADERS, 'request.js': request.changedHeaders, 'request-promise.js': requestPromiseNative.changedHeaders };
const clients = Object.keys(CLIENT_HEADERS);

/** What the server does, by the path that it is asked for. */
const SCENARIOS: Readonly<Record<string, (socket: Socket, asked: Asked) => void>> = {
  success: (socket) => void socket.write(said('200 OK', '{"a":"é"}', 'Content-Type: application/json', 'X-Two: 1', 'X-Two: 2', 'Set-Cookie: a=1', 'Set-Cookie: b=2')),
  echo: (socket, { body }) => void socket.write(said('200 OK', JSON.stringify({ body }))),
  mark: (socket) => void socket.write(said('200 OK', '\ufeff{"a":1}')),
  empty: (socket) => void socket.write(head('204 No Content')),
  'not-found': (socket) => void socket.write(said('404 Not Found', '{"error":"none"}')),
  'server-error': (socket) => void socket.write(said('500 Internal Server Error', 'oops')),
  odd: (socket) => void socket.write(said('999 Request denied', '{}')),
  redirect: (socket) => void socket.write(said('302 Found', '{"moved":true}', 'Location: /success')),
  'permanent-redirect': (socket) => void socket.write(said('308 Permanent Redirect', '', 'Location: /success')),
  chunked: (socket) => void socket.write(head('200 OK', 'Transfer-Encoding: chunked') + '4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n'),
  loop: (socket) => void socket.write(said('301 Moved', '', 'Location: loop?again#part')),
  elsewhere: (socket, { headers }) => void socket.write(said('307 Temporary Redirect', '', `Location: http://localhost:${headers.find(([name]) => name.toLowerCase() === 'host')![1].split(':')[1]}/success`)),
  'another-host': (socket, { headers }) => void socket.write(said('302 Found', '', `Location: http://localhost:${headers.find(([name]) => name.toLowerCase() === 'host')![1].split(':')[1]}/echo`)),
  nowhere: (socket) => void socket.write(said('303 See Other', '', 'Location: ftp://example.com/x')),
  zipped: (socket, { headers }) => {
    const zipped = gzipSync('{"zipped":true}');
    const isAsked = headers.some(([name, value]) => name.toLowerCase() === 'accept-encoding' && value.includes('gzip'));
    socket.write(isAsked ? Buffer.concat([Buffer.from(head('200 OK', 'Content-Encoding: gzip', `Content-Length: ${zipped.length}`)), zipped]) : said('200 OK', '{"plain":true}'));
  },
  slow: (socket) => {
    socket.write(head('200 OK', 'Content-Length: 10'));
    // the letter's two bytes come one by one, each after the one before: late timers come in any order
    const bytes = Buffer.from('{"a":"é"}');
    const next = (at: number): void => {
      if (at === bytes.length) return;
      socket.write(bytes.subarray(at, at + 1));
      setTimeout(next, 20, at + 1);
    };
    setTimeout(next, 20, 0);
  },
  latin: (socket) => void socket.write(Buffer.concat([Buffer.from(head('200 OK', 'Content-Length: 3')), Buffer.from([0x22, 0xe9, 0x22])])),
  'until-closed': (socket) => void socket.end(head('200 OK', 'Connection: close') + '{"a":1}'),
  encoded: (socket, { headers }) => void socket.write(headers.some(([name, value]) => name.toLowerCase() === 'accept-encoding' && value.includes('gzip')) ? said('200 OK', 'xx', 'Content-Encoding: gzip') : said('200 OK', '{"plain":true}')),
  'closed-at-once': (socket) => void socket.end(),
  reset: (socket) => void socket.resetAndDestroy(),
  malformed: (socket) => void socket.end('HELLO\r\n\r\n'),
  'malformed-header': (socket) => void socket.end('HTTP/1.1 200 OK\r\nfoo bar\r\n\r\n'),
  'malformed-chunk': (socket) => void socket.end(head('200 OK', 'Transfer-Encoding: chunked') + 'zz\r\nhello'),
  'large-header': (socket) => void socket.end(head('200 OK', `X: ${'a'.repeat(17_000)}`)),
  'reset-in-body': (socket) => {
    socket.write(head('200 OK', 'Content-Length: 10') + 'hi');
    setTimeout(() => socket.resetAndDestroy(), 50);
  },
  'cut-off': (socket) => void socket.end(head('200 OK', 'Content-Length: 10') + 'hi'),
};

const answer: Answer = (socket, asked) => asked.line.startsWith('HEAD') ? socket.write(head('200 OK', 'Content-Length: 10')) : SCENARIOS[/^\w+ \/([\w-]+)/.exec(asked.line)![1]!]!(socket, asked);

/** Calls what a client exports for each scenario, one after the other, and prints what came of it. */
const DRIVER = `
const client = require(process.argv[2]);
const base = process.argv[3];
const scenarios = process.argv[4].split(',');
const shown = (error) => (error instanceof Error ? { error: error.name, message: error.message.replace(/Expected HTTP\\/.*/, 'Expected HTTP/'), code: error.code || (error.cause && error.cause.code), errno: error.errno, syscall: error.syscall, keys: Object.keys(error).filter((key) => !/^(bytesParsed|rawPacket|reason|data)$/.test(key)).sort() } : { thrown: error });
process.on('uncaughtException', (error) => console.log(JSON.stringify({ uncaught: shown(error) })));
const ended = (promise) => {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, Number(process.argv[5] || 10_000), { pending: true }); });
  return Promise.race([promise.then((value) => ({ value: Buffer.isBuffer(value) ? { bytes: value.toString('hex') } : value, undefined: value === undefined }), shown), late]).finally(() => clearTimeout(timer));
};
(async () => {
  // all at once: the ones that never end are waited for together
  const asked = Object.keys(client).flatMap((name) => scenarios.map((scenario) => ended(client[name](base, scenario)).then((result) => JSON.stringify({ name, scenario, ...result }).replaceAll(base, '<base>'))));
  process.stdout.write((await Promise.all(asked)).join('\\n') + '\\n', () => process.exit(0));
})();
`;

/** The requests, without the headers that may differ; a body counts by what it is, not by how its length was said. */
const comparable = (asked: readonly Asked[], port: number, changed = CHANGED_HEADERS): string[] => asked.map(({ line, headers, body }) => {
  const kept = headers.map(([name, value]) => `${name.toLowerCase()}: ${value.replaceAll(String(port), '<port>')}`);
  return JSON.stringify({ line: line.replaceAll(String(port), '<port>'), headers: kept.filter((each) => !changed.has(each.split(':')[0]!) || (each.startsWith('connection') && !line.startsWith('HEAD'))).sort(), body });
}).sort();

/** The packages would go through a proxy that the environment of the tests names. */
const withoutProxies = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name)));

/** localhost is one address: with several, each has 250 ms, which a busy machine may take. */
const FIRST_ADDRESS = ['--dns-result-order=ipv4first', '--no-network-family-autoselection'];

/** @param patience so long is waited for what may be pending for ever: requests of http are, those of packages and by fetch are not */
async function behaviour(file: string, scenarios: readonly string[], proxies: Readonly<Record<string, string>> = {}, patience = 60_000): Promise<{ results: Record<string, unknown>[]; requests: string[]; asked: readonly Asked[] }> {
  const server = await rawServer(answer);
  try {
    const driver = path.join(path.dirname(file), 'driver.cjs');
    writeFileSync(driver, DRIVER);
    const { stdout } = await promisify(execFile)(process.execPath, [...FIRST_ADDRESS, driver, file, `http://127.0.0.1:${server.port}`, scenarios.join(','), String(patience)], { timeout: 100_000, env: { ...withoutProxies(), ...proxies } });
    const results = stdout.trim().split('\n').map((line) => JSON.parse(line.replaceAll(String(server.port), '<port>')) as Record<string, unknown>);
    return { results, requests: comparable(server.asked, server.port), asked: server.asked };
  } finally {
    await server.close();
  }
}

/** The functions of a client, each with what the file has before all of them: alone it needs less at its end than beside the others. */
function functionsOf(text: string): Readonly<Record<string, string>> {
  const [head = '', ...parts] = text.split(/^(?=exports\.\w+ = )/m);
  return Object.fromEntries(parts.map((part) => [/^exports\.(\w+)/.exec(part)![1]!, head + part]));
}

/** What a client exports, migrated in these files; all their requests have to go. */
async function migrated(files: Readonly<Record<string, string>>): Promise<string> {
  const root = folder();
  writeFileSync(path.join(root, 'package.json'), '{"private":true}');
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(root, 'node_modules'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, `${name}.js`), text);
  const { plan, changes } = await analyse({ root, publicApi: 'break', transforms: ['http-to-fetch'] });
  expect(plan.sites.filter(({ outcome }) => outcome !== 'migrated').map(({ line, reason }) => `${line}: ${reason}`)).toEqual([]);
  expect(changes.length).toBe(Object.keys(files).length);
  mkdirSync(path.join(root, 'after'));
  for (const { file, after } of changes) {
    expect(after).not.toMatch(/^[^/\n]*\bhttps?\.(?:get|request)\(/m);
    writeFileSync(path.join(root, 'after', file), after);
  }
  writeFileSync(path.join(root, 'after/index.js'), `Object.assign(exports, ${Object.keys(files).map((name) => `require('./${name}.js')`).join(', ')});\n`);
  return path.join(root, 'after/index.js');
}

/** The client as it is, and as it becomes in one file. */
async function bothForms(name: string): Promise<readonly [string, string]> {
  const file = path.join(folder(), 'client.js');
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(path.dirname(file), 'node_modules'));
  const text = readFileSync(path.join(CLIENTS, name), 'utf8');
  writeFileSync(file, text);
  return [file, await migrated({ client: text })];
}

/** As it becomes with a file for each of its functions. */
const oneByOne = (name: string): Promise<string> => migrated(functionsOf(readFileSync(path.join(CLIENTS, name), 'utf8')));

/** As request.js becomes with all options seen in one file, and those that are not in another. */
function bySight(): Promise<string> {
  const text = readFileSync(path.join(CLIENTS, 'request.js'), 'utf8');
  return migrated({ seen: text.slice(0, text.indexOf('exports.named = ')), named: functionsOf(text)['named']! });
}

/** What the documentation says of the end of a body that never comes, and of exceptions in listeners: a rejection takes their place. */
const endsNow = (was: Record<string, unknown>): boolean => was['pending'] === true;
/** A letter whose bytes came in two chunks, and were decoded one by one. */
const wasTorn = (was: Record<string, unknown>): boolean => was['scenario'] === 'slow' && JSON.stringify(was).includes('\ufffd');
/** A reset is seen as an error or as an end, by http and by fetch, as it comes: the words differ, the code does not. */
const isReset = (was: Record<string, unknown>, is: Record<string, unknown>): boolean => /^reset/.test(was['scenario'] as string) && [was, is].every((each) => JSON.stringify(each).includes('ECONNRESET'));

test.each(clients)('the same requests, results and errors, whatever the server does: %s', async (client) => {
  const [before, after] = await bothForms(client);
  const scenarios = Object.keys(SCENARIOS);
  const was = await behaviour(before, scenarios, {}, client === 'http.js' ? 10_000 : 60_000);
  const parted = client === 'http.js' ? [] : client === 'request.js' ? [await oneByOne(client), await bySight()] : [await oneByOne(client)];
  for (const each of [after, ...parted]) expectSame(client, was, await behaviour(each, scenarios));
});

type Behaviour = Awaited<ReturnType<typeof behaviour>>;

function expectSame(client: string, was: Behaviour, is: Behaviour): void {
  expect(is.requests).toEqual(was.requests);
  const uncaught = was.results.filter((each) => each['uncaught']);
  const settled = was.results.filter((each) => !each['uncaught']);
  expect(settled.length).toBe(is.results.length);
  const differing = settled.flatMap((each, index) => (JSON.stringify(each) === JSON.stringify(is.results[index]) || endsNow(each) || wasTorn(each) || isReset(each, is.results[index]!) ? [] : [{ was: each, is: is.results[index] }]));
  expect(differing).toEqual([]);
  // what never came to an end is a rejection now, or what the listener to errors makes of it
  const pending = settled.flatMap((each, index) => (endsNow(each) ? [{ ...each, pending: undefined, is: is.results[index] }] : []));
  expect(pending.filter((each) => (each.is as Record<string, unknown>)['error'] === undefined && !JSON.stringify(each.is).includes('"failed":"ECONNRESET"'))).toEqual([]);
  if (client === 'http.js') expect(new Set(pending.map((each) => (each as Record<string, unknown>)['scenario']))).toEqual(new Set(['cut-off', ...(uncaught.length > 0 ? pending.map((each) => (each as Record<string, unknown>)['scenario']) : [])]));
}

test.each(clients)('headers that differ are those that the documentation names, and each of them does: %s', async (client) => {
  const [before, after] = await bothForms(client);
  // they are sent at once, and come in any order
  const inOrder = (asked: readonly Asked[]): Asked[] => asked.map((each) => [comparable([each], 0)[0]!.replace(/host: [^"]*/, ''), each] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const was = inOrder((await behaviour(before, ['echo'])).asked);
  const is = inOrder((await behaviour(after, ['echo'])).asked);
  const sent = ({ headers }: Asked): string[] => headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  const differing = was.flatMap((each, index) => {
    const [old, now] = [sent(each), sent(is[index]!)];
    return [...old.filter((row) => !now.includes(row)), ...now.filter((row) => !old.includes(row))].map((row) => row.split(':')[0]!).filter((name) => name !== 'host');
  });
  expect([...new Set(differing)].sort()).toEqual([...CLIENT_HEADERS[client]!.keys()].sort());
});

test.each(clients)('a server that is not there: %s', async (client) => {
  const [before, after] = await bothForms(client);
  const results: string[] = [];
  for (const file of [before, after]) {
    const driver = path.join(path.dirname(file), 'driver.cjs');
    writeFileSync(driver, DRIVER);
    const server = await rawServer(() => {});
    await server.close();
    const { stdout } = await promisify(execFile)(process.execPath, [driver, file, `http://127.0.0.1:${server.port}`, 'success']);
    results.push(stdout.replaceAll(String(server.port), '<port>'));
    expect(stdout).toContain('ECONNREFUSED');
  }
  const lines = (text: string): string[] => text.split('\n').filter((line) => !line.includes('uncaught'));
  expect(lines(results[1]!).filter((line, index) => line !== lines(results[0]!)[index] && !lines(results[0]!)[index]!.includes('pending'))).toEqual([]);
});

test('a proxy that request would have used is not left out silently', async () => {
  const [before, ...forms] = [...(await bothForms('request.js')), await oneByOne('request.js')] as const;
  const sent = async (file: string, proxies: Readonly<Record<string, string>>): Promise<number> => (await behaviour(file, ['success'], proxies)).asked.length;
  const gone = { http_proxy: 'http://127.0.0.1:2' };
  // nothing reaches the server past the proxy, which is not there, but for what asks for it
  expect((await behaviour(before, ['success'], gone)).asked.length).toBe(1);
  const all = await sent(before, {});
  for (const after of forms) {
    const { results, asked } = await behaviour(after, ['success'], gone);
    expect(asked.length).toBe(1);
    expect(results.filter(({ message }) => /proxy http:\/\/127\.0\.0\.1:2/.test(message as string)).map(({ name }) => name)).toEqual(results.map(({ name }) => name).filter((name) => !/^(direct|invalid|formText|ignored)$/.test(name as string)));
    for (const outside of ['127.0.0.1', '*', 'localhost, .0.0.1']) expect(await sent(after, { ...gone, NO_PROXY: outside }), outside).toBe(all);
  }
});
