// Data: functions of packages that give a promise whatever happens, when no callback is among their arguments.

/** By specifier: member paths, as a pattern. */
const GIVES: Readonly<Record<string, RegExp>> = {
  'fs/promises': /^\w+$/,
  'node:fs/promises': /^\w+$/,
  fs: /^promises\.\w+$/,
  'node:fs': /^promises\.\w+$/,
  'timers/promises': /^(?:setTimeout|setImmediate)$/,
  'node:timers/promises': /^(?:setTimeout|setImmediate)$/,
  'mz/fs': /^(?!exists$)[a-z][a-z]*(?:File|dir|stat|link|temp|path|s)?$/,
  co: /^(?:co|default)?$/,
  bluebird: /^(?:resolve|reject|all|props|any|some|map|reduce|filter|each|mapSeries|race|join|try|attempt|method|delay|fromCallback|fromNode|cast)$/,
  q: /^(?:|resolve|reject|when|all|allSettled|any|delay|fcall|nfcall|nfapply|ninvoke|npost|invoke)$/,
  'node-fetch': /^(?:default)?$/,
  axios: /^(?:|default|request|get|delete|head|options|post|put|patch)$/,
  'request-promise': /^(?:|get|post|put|patch|delete|head)$/,
  'request-promise-native': /^(?:|get|post|put|patch|delete|head)$/,
};

/** These give a function that gives a promise, from one with a callback. */
const PROMISIFY: Readonly<Record<string, RegExp>> = {
  util: /^promisify$/,
  'node:util': /^promisify$/,
  bluebird: /^(?:promisify|method)$/,
  q: /^(?:denodeify|nfbind|nbind)$/,
  pify: /^$/,
};

const at = (table: Readonly<Record<string, RegExp>>, specifier: string, path: string): boolean => Object.hasOwn(table, specifier) && table[specifier]!.test(path);

export const givesPromise = (specifier: string, path: string): boolean => at(GIVES, specifier, path);
export const promisifies = (specifier: string, path: string): boolean => at(PROMISIFY, specifier, path);
/** Gives an object whose methods `…Async` give promises. */
export const promisifiesAll = (specifier: string, path: string): boolean => specifier === 'bluebird' && path === 'promisifyAll';
