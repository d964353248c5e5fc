// Random programs with the library async: its functions, tasks and iteratees of many shapes, final callbacks of many kinds.
import fc from 'fast-check';

/** What a task or an iteratee does, and what it gives. */
const BODIES = ['handed', 'dropped', 'value', 'caught', 'pyramid', 'early', 'refused', 'variable', 'at-once', 'nothing', 'both'] as const;
type Body = (typeof BODIES)[number];

/** Functions of the library, by how they are called. `retry` waits for a timer, which the world of stubs does not. */
const ITERATEES = ['each', 'forEach', 'eachSeries', 'eachLimit', 'map', 'mapSeries', 'mapLimit', 'filter', 'rejectSeries', 'some', 'everySeries', 'detect', 'concat', 'groupBy', 'sortBy', 'eachOf', 'eachOfSeries', 'mapValues', 'reduce', 'times', 'timesSeries'] as const;
const LISTS = ['series', 'parallel', 'waterfall', 'parallelLimit', 'race', 'tryEach', 'auto'] as const;
type Name = (typeof ITERATEES)[number] | (typeof LISTS)[number];

interface Step {
  readonly name: Name;
  readonly bodies: readonly Body[];
  readonly arrow: boolean;
  readonly named: boolean;
  readonly final: 'handed' | 'passes' | 'caught' | 'both' | 'ignored' | 'used';
}

export interface AsyncProgram {
  readonly version: '1.5.2' | '2.6.4' | '3.2.6';
  readonly steps: readonly Step[];
}

const step: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(fc.constantFrom(...LISTS), fc.constantFrom(...LISTS.slice(0, 3)), fc.constantFrom(...ITERATEES), fc.constantFrom(...ITERATEES.slice(0, 5))),
  bodies: fc.array(fc.constantFrom(...BODIES), { minLength: 1, maxLength: 3 }),
  arrow: fc.boolean(), named: fc.boolean(), final: fc.constantFrom('handed', 'passes', 'caught', 'both', 'ignored', 'used'),
});

export const asyncPrograms: fc.Arbitrary<AsyncProgram> = fc.record({ version: fc.constantFrom('1.5.2', '2.6.4', '3.2.6', '3.2.6'), steps: fc.array(step, { minLength: 1, maxLength: 3 }) });

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** Lines of a function whose callback is `next`; `item` is what it is about. Whether it gives a value is a matter of its name. */
function lines(body: Body, item: string, n: string): string {
  switch (body) {
    case 'handed': return `fs.readFile(${item}, 'utf8', next);`;
    case 'dropped': return `// dropped ${n}\nfs.unlink(${item}, next);`;
    case 'value': return `fs.readFile(${item}, 'utf8', function (err, text) {\n  if (err) return next(err);\n  console.log('got ${n}', text);\n  next(null, text + '!');\n});`;
    case 'caught': return `fs.readFile(${item}, 'utf8', (err, text) => {\n  if (err && err.code === 'ENOENT') return next(null, 'none');\n  if (err) {\n    console.log('fails ${n}');\n    return next(err);\n  }\n  next(null, text);\n});`;
    case 'pyramid': return `console.log('starts ${n}');\nfs.unlink(${item}, (err) => {\n  if (err) return next(err);\n  // then ${n}\n  fs.readFile(${item} + 'x', 'utf8', (err, data) => {\n    if (err) return next(err);\n    next(null, data);\n  });\n});`;
    case 'early': return `if (coin('early ${n}')) return next(null, 'early');\nfs.readFile(${item}, 'utf8', next);`;
    case 'refused': return `if (!coin('may ${n}')) return next(new Error('may not ${n}'));\nfs.readFile(${item}, 'utf8', (err, text) => {\n  if (err) return next(err);\n  return next(null, text);\n});`;
    case 'variable': return `var key = ${item} + '-${n}';\nfs.readFile(key, 'utf8', function (err, text) {\n  if (err) return next(err);\n  console.log('variable', key);\n  next(null, key + text);\n});`;
    case 'at-once': return `console.log('at once ${n}');\nnext(null, 'value ${n}');`;
    case 'nothing': return `fs.unlink(${item}, (err) => {\n  if (err) return next(err);\n  console.log('nothing ${n}');\n  next();\n});`;
    case 'both': return `fs.readFile(${item}, 'utf8', (err, text) => {\n  console.log('back ${n}', err === null);\n  next(err, text);\n});`;
  }
}

const GIVES_NOTHING = new Set<Body>(['dropped', 'nothing']);

function fn(params: readonly string[], text: string, arrow: boolean): string {
  return arrow ? `(${params.join(', ')}) => {\n${indent(text)}\n}` : `function (${params.join(', ')}) {\n${indent(text)}\n}`;
}

/** The arguments of a call without the last callback. */
function given({ name, bodies, arrow, named }: Step, n: number): string {
  const task = (body: Body, index: number, before: readonly string[] = []): string => fn([...before, 'next'], lines(body, before[0] ?? `p + ${index}`, `${n}.${index}`), arrow);
  const list = (extra: string): string => (named && name !== 'race' && name !== 'tryEach' ? `{\n${indent(bodies.map((body, index) => `k${index}: ${task(body, index)},`).join('\n'))}\n}${extra}` : `[\n${indent(bodies.map((body, index) => `// task ${n}.${index}\n${task(body, index)},`).join('\n'))}\n]${extra}`);
  const [body] = bodies as [Body];
  const item = (params: readonly string[], about: string): string => fn([...params, 'next'], lines(body, about, String(n)), arrow);
  const items = named ? 'list' : `[p + 'a', p + 'b', p + 'c']`;
  switch (name) {
    case 'series': case 'parallel': case 'race': case 'tryEach': return list('');
    case 'parallelLimit': return list(', 2');
    case 'waterfall': return `[\n${indent(bodies.map((each, index) => `${task(each, index, index > 0 && !GIVES_NOTHING.has(bodies[index - 1]!) ? [`v${index}`] : [])},`).join('\n'))}\n]`;
    case 'auto': return `{\n  one: ${indent(task(body, 0)).trimStart()},\n  two: ['one', ${indent(fn(name === 'auto' ? ['found', 'next'] : ['next'], lines(bodies.at(-1)!, `found.one`, `${n}.2`), arrow)).trimStart()}],\n}`;
    case 'eachLimit': case 'mapLimit': return `${items}, 2, ${item(['item'], 'item')}`;
    case 'eachOf': case 'eachOfSeries': case 'mapValues': return `{ a: p + 1, b: p + 2 }, ${item(['item', 'key'], 'item + key')}`;
    case 'reduce': return `${items}, p, ${item(['memo', 'item'], 'memo + item')}`;
    case 'times': case 'timesSeries': return `2, ${item(['index'], `'n' + index`)}`;
    default: return `${items}, ${item(['item'], 'item')}`;
  }
}

export function printAsync({ steps }: AsyncProgram): string {
  const functions = steps.map((each, n) => {
    const final = {
      handed: 'callback',
      passes: `function (err) {\n  if (err) return callback(err);\n  console.log('all ${n}');\n  callback();\n}`,
      used: `(err, found) => {\n  if (err) return callback(err);\n  console.log('found ${n}', JSON.stringify(found));\n  callback(null, found);\n}`,
      caught: `(err) => {\n  if (err) {\n    console.log('caught', err.message);\n    return callback(null, 'caught');\n  }\n  callback(null, 'fine');\n}`,
      both: `(err) => {\n  console.log('ends ${n}', Boolean(err));\n  callback(err);\n}`,
      ignored: `() => callback(null, 'whatever')`,
    }[each.final];
    return `function step${n}(p, callback) {\n  const list = [p + 'l', p + 'm'];\n  fs.readFile('first ${n}', 'utf8', function (err, first) {\n    if (err) return callback(err);\n    console.log('step ${n}', first, list.length);\n    async.${each.name}(${indent(indent(given(each, n))).trimStart()}, ${indent(indent(final)).trimStart()});\n  });\n}\n`;
  });
  const called = steps.reduceRight((inner, _, n) => `step${n}('p${n}', function (err, value${n}) {\n  if (err) {\n    console.log('failed', err.message);\n    return;\n  }\n  console.log('value', JSON.stringify(value${n}));\n${indent(inner)}\n});`, `console.log('end');`);
  return `const async = require('async');\nconst fs = require('fs');\n\n${functions.join('\n')}\nfunction main() {\n${indent(called)}\n}\n\nmodule.exports = { main };\n\n// a caller that is seen\nif (!module.exports) main();\n`;
}
