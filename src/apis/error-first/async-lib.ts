// The functions of the library async that take an error-first callback when all is done (https://caolan.github.io/async/v3/docs.html).
import type { ErrorFirst, ErrorFirstModule, NativeForm, Running } from '../../core/api.ts';

type More = Pick<ErrorFirst, 'values' | 'partial' | 'several' | 'since' | 'noError' | 'takesAsync' | 'native'>;

const one = (takes: number, runs: Running, more: More = {}): ErrorFirst => ({ takes, to: '', form: 'omit', runs, ...(more.several ? { noError: 'any' as const } : {}), ...more });

const list = (takes: number, how: 'together' | 'in turn', more: More): ErrorFirst => one(takes, { at: 0, how, ...(how === 'in turn' ? { serial: true } : {}) }, more);

const early = (forms: { readonly early?: true }): { readonly early?: true } => (forms.early ? { early: true } : {});

/** Functions over a collection: the plain one, the one in series, the one with a limit. */
const over = (names: readonly string[], more: More, forms: { readonly plain?: NativeForm; readonly series?: NativeForm; readonly early?: true } = {}): Record<string, ErrorFirst> => Object.fromEntries(names.flatMap((name) => [
  [name, one(2, { at: 1, how: 'each', ...early(forms) }, { ...more, ...(forms.plain ? { native: forms.plain } : {}) })],
  [`${name}Series`, one(2, { at: 1, how: 'each', serial: true }, { ...more, ...(forms.series ? { native: forms.series } : {}) })],
  [`${name}Limit`, one(3, { at: 2, how: 'each', ...early(forms) }, more)],
]));

const alike = (names: readonly string[], entry: ErrorFirst): Record<string, ErrorFirst> => Object.fromEntries(names.map((name) => [name, entry]));

/** They take async functions from version 2.3 on. */
const TAKES = { takesAsync: true } as const;

const awaited: Record<string, ErrorFirst> = {
  parallel: list(1, 'together', { partial: true, native: 'all', ...TAKES }),
  parallelLimit: list(2, 'together', { partial: true, ...TAKES }),
  series: list(1, 'in turn', { partial: true, native: 'sequence', ...TAKES }),
  // an async function gives the next one a value, where a callback gave none
  waterfall: list(1, 'in turn', { partial: true, several: true, native: 'waterfall' }),
  race: one(1, { at: 0, how: 'together', early: true }, { partial: true, several: true, ...TAKES }),
  tryEach: list(1, 'in turn', { partial: true, noError: 'any', ...TAKES }),
  auto: list(1, 'together', { partial: true, ...TAKES }),
  ...over(['each', 'forEach'], { values: 0, ...TAKES }, { plain: 'map', series: 'loop' }),
  ...over(['eachOf', 'forEachOf'], { values: 0, ...TAKES }),
  ...over(['map'], { partial: true, ...TAKES }, { plain: 'map' }),
  ...over(['mapValues', 'groupBy', 'times'], { partial: true, ...TAKES }),
  // an undefined value is one of the results, no value is none
  ...over(['concat', 'flatMap'], { partial: true }),
  ...over(['filter', 'select', 'reject'], { since: 2, ...TAKES }),
  ...over(['some', 'any', 'every', 'all', 'detect', 'find'], { since: 2, ...TAKES }, { early: true }),
  sortBy: one(2, { at: 1, how: 'each' }, TAKES),
  ...alike(['reduce', 'inject', 'foldl', 'reduceRight', 'foldr'], one(3, { at: 2, how: 'each', serial: true }, { partial: true, ...TAKES })),
  transform: one(3, { at: 2, how: 'each' }, { partial: true, ...TAKES }),
  ...alike(['whilst', 'until'], one(2, { at: 1, how: 'perhaps', serial: true }, { several: true, ...TAKES })),
  // what the function gives goes to the test: a value, or none
  ...alike(['doWhilst', 'doUntil'], one(2, { at: 0, how: 'again', serial: true }, { several: true })),
  retry: one(2, { at: 1, how: 'again', serial: true }, { partial: true, several: true, ...TAKES }),
};

const staying = (names: readonly string[], stays: string): Record<string, ErrorFirst> => Object.fromEntries(names.map((name) => [name, { takes: 0, to: '', form: 'omit' as const, stays }]));

/** Functions of which no await is made, each with the reason. */
const others: Record<string, ErrorFirst> = {
  ...staying(['queue', 'priorityQueue', 'cargo', 'cargoQueue'], 'gives a queue, which goes on taking tasks'),
  ...staying(['forever'], 'ends by an error only'),
  ...staying(['autoInject'], 'reads the names of parameters, the callback among them'),
  ...staying(['applyEach', 'applyEachSeries'], 'gives a function from version 3 on, and ran at once before'),
  ...staying(['retryable', 'timeout', 'memoize', 'unmemoize', 'compose', 'seq', 'asyncify', 'wrapSync', 'ensureAsync', 'reflect', 'reflectAll'], 'gives a function that takes a callback'),
  ...staying(['during', 'doDuring', 'iterator'], 'is gone from version 3 on'),
};

const functions: Record<string, ErrorFirst> = { ...awaited, ...others };

const FROM = { selves: ['default'], promisesSince: 3 };

/** Read off async 3.2.6; checked against it. Before version 3 all of them need their callback. */
export const asyncLib: ErrorFirstModule = { specifiers: ['async', 'async-es'], ...FROM, functions: Object.fromEntries(Object.entries(functions).map(([name, entry]) => [name, { ...entry, to: name }])) };

/** `require('async/parallel')` */
export const asyncLibFiles: readonly ErrorFirstModule[] = Object.entries(functions).map(([name, entry]) => ({ specifiers: [`async/${name}`, `async-es/${name}`], ...FROM, functions: { '': entry } }));
