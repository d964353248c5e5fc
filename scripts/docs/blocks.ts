// The parts of docs/ that are made from the code, so that they cannot say anything else than it does.
import { readFileSync } from 'node:fs';
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { asyncLib } from '../../src/apis/error-first/async-lib.ts';
import { errorFirstModules } from '../../src/apis/error-first/index.ts';
import { apiModule, catalogue } from '../../src/apis/index.ts';
import { packageTable } from './packages.ts';
import { isRefusal, type ApiModule, type ErrorFirst, type NativeForm } from '../../src/core/api.ts';
import { hazards } from '../../src/hazards/messages.ts';
import asyncLibToAwait from '../../transforms/async-lib-to-await/index.ts';
import callbackToAwait from '../../transforms/callback-to-await/index.ts';
import { transform } from '../../transforms/sync-to-await/index.ts';
import coroutineToAsync from '../../transforms/coroutine-to-async/index.ts';
import thenToAwait from '../../transforms/then-to-await/index.ts';
import { bounds } from './bounds.ts';
import { deadlineApis, deadlines } from './deadlines.ts';
import { changedHeaders, fetches, stayingPackages } from './fetches.ts';
import { HANDLERS, handlerTable } from './handlers.ts';
import { races } from './races.ts';
import { promisesAsValues } from './missing-await.ts';
import { cancellable, cancelled } from './cancelled.ts';
import { closables, closedInOrder } from './closed-in-order.ts';
import { grouped } from './grouped.ts';
import { offloaded } from './offloaded.ts';
import { streams } from './streams.ts';
import { sleeps, waits } from './waits.ts';

const EXAMPLE = `#!/usr/bin/env node
const fs = require('fs');

function readConfig(file) {
  if (!fs.existsSync(file)) return {};
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function sizes(dir) {
  return fs.readdirSync(dir).map((name) => fs.statSync(name).size);
}

console.log(readConfig('app.json').title, sizes('.'));
`;

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** A text, and what the transform itself makes of it. @throws Error when it leaves it alone */
function beforeAndAfter(name: string, rewrite: typeof thenToAwait, source: string): string {
  const after = rewrite({ path: 'show.cjs', source }, { stats: () => {}, report: () => {} }, {});
  if (after === undefined) throw new Error(`the example of ${name} is not migrated any more`);
  return `Before:\n\n${fenced('js', source)}\n\nAfter:\n\n${fenced('js', after)}`;
}

/** What the page of then-to-await shows. */
const CHAINS = `async function report(id) {
  await load(id)
    .then((user) => {
      // the newest first
      return load(user.orders).then((orders) => print(user, orders.reverse()));
    })
    .catch((error) => {
      console.error(\`no report: \${error.message}\`);
    })
    .finally(() => close());
}

const load = (id) => fetch(id).then((response) => response.json());
`;

/** What the page of coroutine-to-async shows. */
const COROUTINES = `const co = require('co');

const load = async (id) => (await fetch(id)).json();

const report = co.wrap(function* (id) {
  const user = yield load(id);
  // both at once
  const { orders, friends } = yield { orders: load(user.orders), friends: load(user.friends) };
  const first = yield orders.length > 0 ? load(orders[0]) : load('none');
  return [yield [load(first.id), load(first.address)], friends];
});

function print(id) {
  return co(function* () {
    console.log(yield report(id));
  });
}

module.exports = { report, print };
`;

/** The example of coroutine-to-async, as the transform itself rewrites it. */
const coroutines = (): string => beforeAndAfter('coroutine-to-async', coroutineToAsync, COROUTINES);

/** The example of then-to-await, as the transform itself rewrites it. */
const chains = (): string => beforeAndAfter('then-to-await', thenToAwait, CHAINS);

/** What the page of callback-to-await shows. */
const CALLBACKS = `const fs = require('fs');

function readConfig(file, callback) {
  fs.readFile(file, 'utf8', function (err, text) {
    if (err && err.code === 'ENOENT') return callback(null, {});
    if (err) return callback(err);
    callback(null, JSON.parse(text));
  });
}

function start() {
  readConfig('app.json', function (err, config) {
    if (err) throw err;
    // the folder may be there
    fs.mkdir(config.out || 'out', function (err) {
      if (err && err.code !== 'EEXIST') throw err;
      console.log('ready', config);
    });
  });
}

start();
`;

/** The example of callback-to-await, as the transform itself rewrites it. */
const callbacks = (): string => beforeAndAfter('callback-to-await', callbackToAwait, CALLBACKS);

/** What the page of async-lib-to-await shows. */
const ASYNC_LIB = `const async = require('async');
const fs = require('fs');

function sizes(names, callback) {
  async.mapLimit(names, 4, function (name, done) {
    fs.stat(name, done);
  }, function (err, stats) {
    if (err) return callback(err);
    callback(null, stats.map(({ size }) => size));
  });
}

function main() {
  async.parallel({
    manifest: (done) => fs.readFile('package.json', 'utf8', done),
    names: (done) => fs.readdir('.', done),
  }, function (err, found) {
    if (err) throw err;
    console.log(JSON.parse(found.manifest).name);
    // not too many at once
    sizes(found.names, function (err, all) {
      if (err) throw err;
      console.log(all);
    });
  });
}

main();
`;

/** The example of async-lib-to-await, as the transform itself rewrites it in a package that has async 3. */
const asyncLibrary = (): string => beforeAndAfter('async-lib-to-await', asyncLibToAwait, ASYNC_LIB);

/** Cases of async-lib-to-await with callback-to-await, which its tests migrate and run; without the code that starts them. */
function asyncNative(): string {
  const read = (name: string, kind: string): string => readFileSync(new URL(`../../__testfixtures__/async-lib-to-await/${name}.${kind}.js`, import.meta.url), 'utf8').replace(/^\/\/ async: .*\n/, '').replace(/\nsetTimeout\([^]*$/, '');
  return ['each-series-passes', 'waterfall-handed', 'parallel'].map((name) => `Before:\n\n${fenced('js', read(name, 'input'))}\n\nAfter:\n\n${fenced('js', read(name, 'output'))}`).join('\n\n');
}

const NATIVE: Readonly<Record<NativeForm, string>> = { all: '`Promise.all` of tasks in a list', map: '`Promise.all` of `map`, over an array for sure', loop: 'a loop, over an array for sure that nothing is added to', sequence: 'one `await` after the other, where nobody wants the results', waterfall: 'one `await` after the other' };

/** What of the library goes, what it runs, and what stays. */
function asyncLibForms(): string {
  const known = Object.entries(asyncLib.functions);
  const named = (which: (entry: ErrorFirst) => boolean): string => known.filter(([, entry]) => which(entry)).map(([name]) => code(name)).join(', ');
  const stays = [...new Set(known.flatMap(([, { stays: reason }]) => reason ?? []))];
  return [
    '| functions | without the library |', '| --- | --- |',
    ...Object.entries(NATIVE).map(([form, text]) => `| ${named(({ native }) => native === form)} | ${text} |`), '',
    '| functions | with the library |', '| --- | --- |',
    `| ${named(({ native, takesAsync, stays: reason }) => reason === undefined && native === undefined && takesAsync === true)} | async functions, awaited |`,
    `| ${named(({ native, takesAsync, stays: reason }) => reason === undefined && native === undefined && takesAsync !== true)} | functions that call back, awaited |`, '',
    '| functions | why they stay |', '| --- | --- |',
    ...stays.map((reason) => `| ${named(({ stays: each }) => each === reason)} | ${reason} |`),
  ].join('\n');
}

/** The functions of the library async, by what is special about them. */
function asyncLibFunctions(): string {
  const known = Object.entries(asyncLib.functions).filter(([, { stays }]) => stays === undefined);
  const named = (which: (entry: ErrorFirst) => boolean): string => known.filter(([, entry]) => which(entry)).map(([name]) => code(name)).join(', ');
  return [
    '| functions | what is looked at |', '| --- | --- |',
    `| ${named((entry) => !entry.several && !entry.since && !entry.partial)} | nothing more |`,
    `| ${named((entry) => entry.partial === true && !entry.several)} | a callback that reads the result of a failure stays: it had a part of it |`,
    `| ${named((entry) => entry.several === true)} | the result is what the last function gives: several values of it stay |`,
    `| ${named((entry) => entry.since !== undefined)} | from version 2 on: their callbacks had no error before |`,
  ].join('\n');
}

/** One row a package with error-first functions. */
const errorFirstFunctions = (): string =>
  ['| package | functions |', '| --- | --- |', ...errorFirstModules.map(({ specifiers, functions }) => `| ${withoutMany(specifiers).filter((specifier) => specifier !== '').map(code).join(', ')} | ${withoutMany(Object.keys(functions)).map((name) => code(name === '' ? specifiers[0]! : name)).join(', ')} |`)].join('\n');

/** Commands of Redis go by two names, and there are two hundred of them. */
const withoutMany = (names: readonly string[]): readonly string[] => (names.length > 150 ? [...names.filter((name) => /^aws-sdk$|[gs]et$|s3$/.test(name)).slice(0, 3), '…', ...names.slice(-2)] : names);

const example = (): string => beforeAndAfter('the docs', asJscodeshift(transform), EXAMPLE);
const handlers = (): string => beforeAndAfter('framework-handlers', asJscodeshift(transform), HANDLERS);

const code = (text: string): string => `\`${text}\``;

function apiRow(module: ApiModule): string {
  const entries = [...Object.entries(module.functions), ...Object.entries(module.methods ?? {})];
  const kept = entries.filter(([, entry]) => isRefusal(entry)).map(([path]) => code(path));
  const adapted = entries.filter(([, entry]) => !isRefusal(entry) && entry.adapter !== undefined).map(([path]) => code(path));
  const cells = [module.specifiers.map(code).join(', '), String(entries.length - kept.length), adapted.join(', ') || '-', kept.join(', ') || '-'];
  return `| ${cells.join(' | ')} |`;
}

/** One row a package of the catalogue. */
const apis = (): string =>
  ['| package | functions with a twin | of these, with an adapter of arguments or result | known, and kept |', '| --- | --- | --- | --- |', ...catalogue().filter(({ versions }) => versions === undefined).map(apiRow)].join('\n');

const plain = (text: string): string => text.replaceAll('{name}', '*f*').replaceAll('{to}', '*x*').replaceAll('|', '\\|');

/** One row a reason. */
const reasons = (): string =>
  ['| code | what | what to do |', '| --- | --- | --- |', ...Object.entries(hazards).map(([name, { what, todo }]) => `| ${code(name)} | ${plain(what)} | ${plain(todo)} |`)].join('\n');

/** How one line of the catalogue reads, for docs/adding-an-api.md. */
function entry(specifier: string, path: string): string {
  const found = apiModule(specifier)?.functions[path];
  if (found === undefined) throw new Error(`${specifier}.${path} is no longer in the catalogue`);
  const fields = Object.entries(found).map(([key, value]) => `${key}: ${JSON.stringify(value).replaceAll('"', "'")}`);
  return `${path}: { ${fields.join(', ')} },`;
}

const entries = (): string =>
  fenced('ts', [
    `// fs-extra: a member of the same module that returns a promise\n${entry('fs-extra', 'readJsonSync')}`,
    `// fs: a member path\n${entry('fs', 'renameSync')}`,
    `// crypto: a member that takes an error-first callback\n${entry('crypto', 'scryptSync')}`,
    `// fs: the same with other arguments or another result, so an adapter does it\n${entry('fs', 'existsSync')}`,
    `// fs: known, and kept\n${entry('fs', 'mkdtempDisposableSync')}`,
  ].join('\n'));

const blocks: Readonly<Record<string, () => string>> = { example, chains, coroutines, callbacks, promisesAsValues, deadlines, deadlineApis, bounds, races, fetches, changedHeaders, stayingPackages, offloaded, cancelled, cancellable, closedInOrder, closables, grouped, handlers, handlerTable, asyncLibrary, asyncNative, asyncLibForms, asyncLibFunctions, errorFirst: errorFirstFunctions, apis, reasons, entries, packages: packageTable, waits, sleeps, streams };

/** `text` of a document with every block between `<!-- generated: name -->` and `<!-- end -->` made anew. */
export function filled(text: string): string {
  return text.replace(/(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, start: string, name: string, end: string) => {
    const block = blocks[name];
    if (!block) throw new Error(`no block of that name: ${name}`);
    return `${start}${block()}\n${end}`;
  });
}
