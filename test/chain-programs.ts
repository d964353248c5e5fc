// Programs with promise chains of all kinds for property tests: generated as data, printed as text.
import fc from 'fast-check';

/** A handler's body: some effects, then what it ends with. */
interface Handler {
  readonly kind: 'arrow' | 'block' | 'function' | 'reference';
  readonly param: 'x' | 'y' | 'value' | '{ length }' | '';
  readonly effects: readonly ('log' | 'plain' | 'wait')[];
  readonly ends: 'value' | 'step' | 'nothing' | 'throw' | 'chain' | 'branch';
  readonly inner: Chain | undefined;
}

interface Link {
  readonly kind: 'then' | 'catch' | 'finally' | 'both' | 'none';
  readonly handler: Handler;
  readonly other: Handler;
}

export interface Chain {
  readonly head: 'step' | 'resolve' | 'reject' | 'all';
  readonly links: readonly Link[];
}

export interface Program {
  readonly chain: Chain;
  readonly place: 'return' | 'arrow' | 'await' | 'declare' | 'assign' | 'branch' | 'loop';
}

const handler = (depth: number): fc.Arbitrary<Handler> => fc.record({
  kind: fc.constantFrom('arrow', 'block', 'block', 'function', 'reference'),
  param: fc.constantFrom('x', 'x', 'y', 'value', '{ length }', ''),
  effects: fc.array(fc.constantFrom('log', 'plain', 'wait'), { maxLength: 2 }),
  ends: fc.constantFrom('value', 'step', 'nothing', 'throw', ...(depth > 0 ? (['chain', 'chain'] as const) : []), 'branch'),
  inner: depth > 0 ? chain(depth - 1) : fc.constant(undefined),
});

const chain = (depth: number): fc.Arbitrary<Chain> => fc.record({
  head: fc.constantFrom('step', 'step', 'resolve', 'reject', 'all'),
  links: fc.array(fc.record({ kind: fc.constantFrom('then', 'then', 'then', 'catch', 'finally', 'both', 'none'), handler: handler(depth), other: handler(0) }), { minLength: 1, maxLength: 4 }),
});

export const programs: fc.Arbitrary<Program> = fc.record({ chain: chain(2), place: fc.constantFrom('return', 'return', 'arrow', 'await', 'declare', 'assign', 'branch', 'loop') });

/** The text of a program that exports `main`. */
export function print({ chain: given, place }: Program): string {
  let count = 0;
  const printHandler = (each: Handler, last: boolean): string => {
    const n = ++count;
    if (each.kind === 'reference') return 'named';
    const param = last ? '' : each.param;
    const used = param === '{ length }' ? 'length' : param === '' ? 'value' : param;
    const ends = { value: `return [${used}, ${n}].join();`, step: `return step('s${n}', ${used});`, nothing: '', throw: `throw new Error('t${n}' + ${used});`, chain: each.inner ? `return ${printChain(each.inner)};` : '', branch: `if (value === 'value') {\n  return ${n};\n} else {\n  return step('b${n}');\n}` }[each.ends];
    if (each.kind === 'arrow') {
      const expression = each.ends === 'chain' && each.inner ? printChain(each.inner) : each.ends === 'step' ? `step('e${n}', ${used})` : `[${used}, ${n}].join()`;
      return `(${param}) => ${expression}`;
    }
    const effects = each.effects.map((effect, i) => (effect === 'wait' ? `log(\`a ${n}\n   ${i}\`);` : `${effect}('${effect}${n}', ${i === 0 ? used : 'value'});`));
    const body = [`// handler ${n}`, ...effects, ends].filter((line) => line !== '').join('\n').split('\n').map((line) => (/^ {3}\d/.test(line) ? line : `  ${line}`)).join('\n');
    return each.kind === 'function' ? `function (${param}) {\n${body}\n}` : `${param === 'x' ? 'x' : `(${param})`} => {\n${body}\n}`;
  };
  const printLink = ({ kind, handler: first, other }: Link): string => {
    switch (kind) {
      case 'then': return `.then(${printHandler(first, false)})`;
      case 'catch': return `.catch(${printHandler({ ...first, param: first.param === '{ length }' ? 'y' : first.param }, false)})`;
      case 'finally': return `.finally(${printHandler(first, true)})`;
      case 'both': return `.then(${printHandler(first, false)}, ${printHandler(other, false)})`;
      case 'none': return '.then(undefined, null)';
    }
  };
  const printChain = (each: Chain): string => {
    const n = ++count;
    const head = { step: `step('h${n}', value)`, resolve: 'Promise.resolve(value)', reject: `Promise.reject(new Error('r${n}'))`, all: `Promise.all([step('a${n}'), step('b${n}')])` }[each.head];
    return [head, ...each.links.map(printLink)].join(each.links.length % 2 === 0 ? '\n  ' : '');
  };
  const text = printChain(given);
  const body = {
    return: `function main(value) {\n  return ${text};\n}`,
    arrow: `const main = (value) => ${text};`,
    await: `async function main(value) {\n  await ${text};\n  return value;\n}`,
    declare: `async function main(value) {\n  const x = await ${text};\n  log('then', x);\n  return [x, value].length;\n}`,
    assign: `async function main(value) {\n  let y = 'before';\n  y = await ${text};\n  return [y];\n}`,
    branch: `function main(value) {\n  const other = value + 1;\n  if (value === 'value') return ${text};\n  return step(other);\n}`,
    loop: `async function main(value) {\n  for (const y of ['one', 'two']) {\n    await ${text};\n    log(y);\n  }\n}`,
  }[place];
  return `function named(x) {\n  log('named', x);\n  return step('named', x);\n}\n\n${body}\n\nmodule.exports = { main, twice: (value) => main('value') };\n`;
}
