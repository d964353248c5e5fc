// The functions of the library async that take an error-first callback when all is done (https://caolan.github.io/async/v3/docs.html).
import type { ErrorFirst, ErrorFirstModule, Running } from '../../core/api.ts';

type More = Pick<ErrorFirst, 'values' | 'partial' | 'several' | 'since' | 'noError'>;

const one = (takes: number, runs: Running, more: More = {}): ErrorFirst => ({ takes, to: '', form: 'omit', runs, ...(more.several ? { noError: 'any' as const } : {}), ...more });

const list = (takes: number, how: 'together' | 'in turn', more: More): ErrorFirst => one(takes, { at: 0, how }, more);

/** Functions over a collection: the plain one, the one in series, the one with a limit. */
const over = (names: readonly string[], more: More, takes = 2): Record<string, ErrorFirst> => Object.fromEntries(names.flatMap((name) => [
  [name, one(takes, { at: takes - 1, how: 'each' }, more)],
  [`${name}Series`, one(takes, { at: takes - 1, how: 'each' }, more)],
  [`${name}Limit`, one(takes + 1, { at: takes, how: 'each' }, more)],
]));

const alike = (names: readonly string[], entry: ErrorFirst): Record<string, ErrorFirst> => Object.fromEntries(names.map((name) => [name, entry]));

const functions: Record<string, ErrorFirst> = {
  parallel: list(1, 'together', { partial: true }),
  parallelLimit: list(2, 'together', { partial: true }),
  series: list(1, 'in turn', { partial: true }),
  waterfall: list(1, 'in turn', { partial: true, several: true }),
  race: list(1, 'together', { partial: true, several: true }),
  tryEach: list(1, 'in turn', { partial: true, noError: 'any' }),
  auto: list(1, 'together', { partial: true }),
  ...over(['each', 'forEach', 'eachOf', 'forEachOf'], { values: 0 }),
  ...over(['map', 'mapValues', 'concat', 'flatMap', 'groupBy', 'times'], { partial: true }),
  ...over(['filter', 'select', 'reject', 'some', 'any', 'every', 'all', 'detect', 'find'], { since: 2 }),
  sortBy: one(2, { at: 1, how: 'each' }),
  ...alike(['reduce', 'inject', 'foldl', 'reduceRight', 'foldr', 'transform'], one(3, { at: 2, how: 'each' }, { partial: true })),
  ...alike(['whilst', 'until'], one(2, { at: 1, how: 'perhaps' }, { several: true })),
  ...alike(['doWhilst', 'doUntil'], one(2, { at: 0, how: 'again' }, { several: true })),
  retry: one(2, { at: 1, how: 'again' }, { partial: true, several: true }),
};

const FROM = { selves: ['default'], promisesSince: 3 };

/** Read off async 3.2.6; checked against it. Before version 3 all of them need their callback. */
export const asyncLib: ErrorFirstModule = { specifiers: ['async', 'async-es'], ...FROM, functions: Object.fromEntries(Object.entries(functions).map(([name, entry]) => [name, { ...entry, to: name }])) };

/** `require('async/parallel')` */
export const asyncLibFiles: readonly ErrorFirstModule[] = Object.entries(functions).map(([name, entry]) => ({ specifiers: [`async/${name}`, `async-es/${name}`], ...FROM, functions: { '': entry } }));
