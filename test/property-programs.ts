// Random small programs of two files that read files synchronously in all kinds of places, and print what they saw.
import fc from 'fast-check';

/** A library and the script that uses it. */
export interface Program {
  readonly lib: string;
  readonly main: string;
}

type Draw = fc.GeneratorValue;

/** What can be mentioned at one place of a program. */
interface Place {
  /** Variables that hold strings. */
  readonly names: readonly string[];
  /** Calls that give a string, as text that takes an argument: `f1(§)`. */
  readonly calls: readonly string[];
  /** Statements may return, break and continue. */
  readonly loops: readonly string[];
  depth: number;
}

const FILES = ["'a.txt'", "'b.txt'", "'none.txt'"];

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(fc.nat, { max: from.length - 1 })]!;
const chance = (draw: Draw, percent: number): boolean => draw(fc.nat, { max: 99 }) < percent;

/** An expression without side effects but reading files; it gives a string. */
function text(draw: Draw, place: Place): string {
  if (place.depth <= 0 || chance(draw, 20)) return leaf(draw, place);
  const inner = { ...place, depth: place.depth - 1 };
  const one = (): string => text(draw, inner);
  const forms: readonly (() => string)[] = [
    () => `${one()} + ${one()}`,
    () => `\`<\${${one()}}|\${${one()}.length}>\``,
    () => `(${one()}).trim()`,
    () => `${leaf(draw, inner)}.toUpperCase()`,
    () => `String(${leaf(draw, inner)} ** 2 + -${leaf(draw, inner)})`,
    () => `(${truth(draw, inner)} ? ${one()} : ${one()})`,
    () => `(${one()} || ${one()})`,
    () => `(${truth(draw, inner)} && ${one()} || 'no')`,
    () => `[${one()}, ...${one()}].join('')`,
    () => `({ x: ${one()} }).x`,
    () => `({ y: { z: ${one()} } })?.y?.z`,
    () => `String(${one()}.length ** 2)`,
    () => `String((${one()}, ${one()}))`,
    () => `new Box(${one()}).value`,
    () => `tag\`\${${one()}}-\``,
    () => `[${one()}, ${one()}].map((s) => s + ${text(draw, { ...inner, names: [...inner.names, 's'] })}).join('+')`,
    () => `[${FILES.join(', ')}].filter((name) => ${truth(draw, { ...inner, names: ['name', 'name', ...inner.names] })}).join()`,
    () => `[${one()}, 'q'].reduce((all, s) => all + s.length + ${text(draw, { ...inner, names: [...inner.names, 'all'] })}, '')`,
    () => `'x1y22'.replace(/\\d+/g, (digits) => digits + ${text(draw, { ...inner, names: [...inner.names, 'digits'] })})`,
    () => `((s) => s + ${text(draw, { ...inner, names: [...inner.names, 's'] })})(${one()})`,
    () => `twice(() => ${one()})`,
    () => `${one()}\n    .split('\\n') // lines\n    .map((line) => line + ${text(draw, { ...inner, names: [...inner.names, 'line'] })})\n    .join('/')`,
    () => `box.over(${one()})`,
    () => `(function () { return this.v + ${one()}; }).call({ v: 'c' })`,
    () => `[${one()}, ${one()}].sort((p, q) => (p < q ? -1 : 1))[0]`,
    () => `lazy(${one()}).text`,
  ];
  return pick(draw, forms)();
}

function leaf(draw: Draw, { names, calls }: Place): string {
  const kind = draw(fc.nat, { max: 5 });
  if (kind === 0 || (kind === 1 && names.length === 0)) return pick(draw, ["'lit'", '`t`', ...FILES]);
  if (kind === 1) return pick(draw, names);
  const argument = chance(draw, 40) && names.length > 0 ? pick(draw, names) : pick(draw, FILES);
  if (kind === 2 || calls.length === 0) return `read(${argument})`;
  return pick(draw, calls).replace('§', argument);
}

function truth(draw: Draw, place: Place): string {
  const inner = { ...place, depth: place.depth - 1 };
  switch (draw(fc.nat, { max: 4 })) {
    case 0: return `fs.existsSync(${pick(draw, [...FILES, ...place.names])})`;
    case 1: return `!fs.existsSync(${pick(draw, FILES)})`;
    case 2: return `${text(draw, inner)}.length > ${draw(fc.nat, { max: 25 })}`;
    case 3: return `[${FILES.join(', ')}].${pick(draw, ['some', 'every'])}((name) => fs.existsSync(name))`;
    default: return `${text(draw, inner)} !== ${text(draw, inner)}`;
  }
}

/** Statements, one a line; blocks are indented. */
function statements(draw: Draw, place: Place, indent: string): string[] {
  const lines: string[] = [];
  const names = [...place.names];
  const here = (): Place => ({ ...place, names });
  const block = (loops = place.loops): string[] => statements(draw, { ...here(), loops, depth: place.depth - 1 }, `${indent}  `);
  for (let count = draw(fc.nat, { max: 2 }) + 1; count > 0; count--) {
    const expression = (): string => text(draw, here());
    const fresh = `v${indent.length}${names.length}`;
    const simple: readonly (() => void)[] = [
      () => { lines.push(`${indent}let ${fresh} = ${expression()};`); names.push(fresh); },
      () => { lines.push(`${indent}const { length: ${fresh}n, 0: ${fresh} = 'none' } = ${expression()};`, `${indent}log(${fresh}n);`); names.push(fresh); },
      () => lines.push(`${indent}log(${expression()});`),
      () => lines.push(`${indent}${expression()};`),
      () => lines.push(`${indent}${leaf(draw, here())}.trim();`, `${indent}${leaf(draw, here())}[0].length;`),
      () => lines.push(`${indent}total += ${expression()}.length;`),
      () => { if (names.includes('arg')) lines.push(`${indent}arg = ${expression()};`); },
    ];
    const nested: readonly (() => void)[] = [
      () => lines.push(`${indent}if (${truth(draw, here())}) {`, ...block(), `${indent}} else ${chance(draw, 50) ? `log(${expression()});` : `{ log('else'); }`}`),
      () => lines.push(`${indent}for (const ${fresh} of [${FILES.slice(0, 2).join(', ')}]) {`, `${indent}  log(${fresh});`, ...block([...place.loops, '']), `${indent}}`),
      () => lines.push(`${indent}for (let i = 0; i < ${expression()}.length % 3; i++) {`, ...block([...place.loops, '']), `${indent}}`),
      () => lines.push(`${indent}try {`, ...block(), `${indent}} catch (error) {`, `${indent}  log(String(error.code));`, `${indent}}${chance(draw, 30) ? ` finally { log(${expression()}); }` : ''}`),
      () => lines.push(`${indent}switch (${expression()}.length % 2) {`, `${indent}  case ${expression()}.length: log('case'); break;`, `${indent}  default: log(${expression()});`, `${indent}}`),
      () => lines.push(`${indent}[${FILES.slice(0, 2).join(', ')}].forEach((name) => {`, ...statements(draw, { ...here(), names: [...names, 'name'], loops: [], depth: place.depth - 1 }, `${indent}  `), `${indent}});`),
      () => lines.push(`${indent}do {`, ...block([...place.loops, '']), `${indent}} while (log('once') && ${truth(draw, here())} && false);`),
    ];
    if (place.depth > 0 && chance(draw, 45)) pick(draw, nested)();
    else pick(draw, simple)();
  }
  if (place.loops.length > 0 && chance(draw, 20)) lines.push(`${indent}if (${truth(draw, here())}) ${pick(draw, ['break', 'continue'])};`);
  return lines;
}

/** A function that takes `arg` and returns a string, in one of the ways to write one; and how it is called. */
function definition(draw: Draw, name: string, place: Place): { readonly lines: readonly string[]; readonly call: string } {
  const names = ['arg'];
  const body = (indent: string): string[] => [...statements(draw, { ...place, names, loops: [], depth: 2 }, indent), `${indent}return ${text(draw, { ...place, names, loops: [], depth: 2 })};`];
  switch (draw(fc.nat, { max: 11 })) {
    case 0: return { lines: [`const ${name} = (arg) => ${text(draw, { ...place, names, loops: [], depth: 3 })};`], call: `${name}(§)` };
    case 1: return { lines: [`const ${name} = function (arg) {`, ...body('  '), '};'], call: `${name}.call(null, §)` };
    case 2: return { lines: [`class ${name}Class {`, '  run(arg) {', ...body('    '), '  }', '}', `const ${name} = new ${name}Class();`], call: `${name}.run(§)` };
    case 3: return { lines: [`function ${name}() {}`, `${name}.prototype.run = function (arg) {`, ...body('  '), '};'], call: `new ${name}().run(§)` };
    case 4: return { lines: [`const ${name} = {`, '  run(arg) {', ...body('    '), '  },', '};'], call: `${name}['run'](§)` };
    case 5: return { lines: [`const ${name} = {`, `  get text() {`, `    const arg = 'b.txt';`, ...body('    ').map((line) => line.replace(/\barg = /, 'void ')), '  },', '};'], call: `(log(§), ${name}.text)` };
    default: return { lines: [`function ${name}(arg) {`, ...body('  '), '}'], call: `${name}(§)` };
  }
}

const HELPERS = `function read(name) {
  try {
    return fs.readFileSync(name, 'utf8');
  } catch (error) {
    return \`[\${error.code}]\`;
  }
}
function log(value) {
  out.push(value);
  return true;
}
const twice = (run) => run() + run();
const tag = (parts, ...values) => parts.join('|') + values.join();
const lazy = (value) => ({ get text() { return value; } });
class Box {
  constructor(value) {
    this.value = value;
  }
  over(value) {
    return this.value + value;
  }
}
const box = new Box('b.txt');
`;

/** Semicolons only where a statement would otherwise go on. Lines that end a statement end in one. */
const withoutSemicolons = (source: string): string =>
  source
    .split('\n')
    .map((line) => line.replace(/;$/, '').replace(/^(\s*)(?=[([`+/-])/, (indent) => (/^\s*\/\//.test(line) ? indent : `${indent};`)))
    .join('\n');

/** Programs whose functions call those before them. */
export const programs: fc.Arbitrary<Program> = fc.gen().map((draw) => {
  const exported = draw(fc.nat, { max: 2 });
  const own = draw(fc.nat, { max: 2 }) + 1;
  const calls: string[] = [];
  const place = (): Place => ({ names: [], calls: [...calls], loops: [], depth: 2 });
  const header = "const fs = require('fs');\nconst out = [];\nlet total = 0;\n";

  const lib: string[] = [];
  for (let i = 0; i < exported; i++) {
    const { lines, call } = definition(draw, `lib${i}`, place());
    lib.push(...lines);
    calls.push(call);
  }
  const names = Array.from({ length: exported }, (_, i) => `lib${i}`);
  const isWhole = chance(draw, 50);
  const imported = isWhole ? "const lib = require('./§');\n" : `const { ${[...names, 'drain'].join(', ')} } = require('./§');\n`;
  if (isWhole) calls.splice(0, calls.length, ...calls.map((call) => call.replace(/\blib\d/, 'lib.$&')));

  const main: string[] = [];
  for (let i = 0; i < own; i++) {
    const { lines, call } = definition(draw, `f${i}`, place());
    main.push(...lines);
    calls.push(call);
  }
  const drained = "\nfunction drain() {\n  return out.splice(0).concat(total);\n}\n";
  const entry = [...statements(draw, { ...place(), names: ['top'] }, ''), `log(${calls.at(-1)!.replace('§', pick(draw, FILES))});`];
  const end = `console.log(JSON.stringify([drain(), ${isWhole ? 'lib.drain()' : 'null'}]));\nfinished();\n`;
  const finish = (source: string): string => {
    const styled = chance(draw, 50) ? withoutSemicolons(source) : source;
    return chance(draw, 20) ? styled.replaceAll('\n', '\r\n') : styled;
  };
  return {
    lib: finish(`${header}${HELPERS}${lib.join('\n')}${drained}module.exports = { ${[...names, 'drain'].join(', ')} };\n`),
    main: finish(`${header}${isWhole ? imported : imported.replace(', drain', ', drain: libDrain').replace('{ drain', '{ drain: libDrain')}${HELPERS}${drained}const top = 'a.txt';\n${main.join('\n')}\n${entry.join('\n')}\n${isWhole ? end : end.replace('null', 'libDrain()')}`),
  };
});
