// What is known of JavaScript's and Node's own functions: which call their callbacks at once, which hand values on.

export { ARRAY_CALLBACKS } from '../facts/array-callbacks.ts';

/** `forEach` of a Map or Set. */
export const FOR_EACH_ENTRY = 'forEachEntry';

/** Those with a sequential asynchronous counterpart in src/rewrite/runtime. */
export const LOOPS: Readonly<Record<string, string>> = {
  forEach: 'forEachAsync', map: 'mapAsync', filter: 'filterAsync', find: 'findAsync', findIndex: 'findIndexAsync', findLast: 'findLastAsync',
  findLastIndex: 'findLastIndexAsync', some: 'someAsync', every: 'everyAsync', reduce: 'reduceAsync', reduceRight: 'reduceRightAsync',
  flatMap: 'flatMapAsync', [FOR_EACH_ENTRY]: 'forEachEntryAsync', replace: 'replaceAsync', replaceAll: 'replaceAllAsync', from: 'arrayFromAsync',
};

/** Array methods that return an array of the same elements. */
export const ARRAY_COPIES = new Set(['filter', 'slice', 'reverse', 'sort', 'splice', 'concat', 'toSorted', 'toReversed', 'toSpliced', 'with', 'flat', 'fill', 'copyWithin', 'values', 'valueOf']);
export const ARRAY_ELEMENTS = new Set(['pop', 'shift', 'at', 'find', 'findLast']);
export const ARRAY_ADDS = new Set(['push', 'unshift', 'splice', 'concat', 'fill', 'with']);

/** Functions whose arguments are looked at but neither called nor kept. Prefixes end in a dot. */
const INERT = [
  'console.', 'Math.', 'Number', 'String', 'Boolean', 'BigInt', 'Symbol', 'Date', 'RegExp', 'isNaN', 'isFinite', 'parseInt', 'parseFloat', 'encodeURI', 'decodeURI',
  'encodeURIComponent', 'decodeURIComponent', 'escape', 'unescape', 'Buffer', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'Uint8Array', 'ArrayBuffer', 'Intl.', 'Atomics.',
  'path.', 'os.', 'url.', 'querystring.', 'util.inspect', 'util.format', 'util.isDeepStrictEqual', 'util.is', 'util.types', 'util.deprecate', 'process.cwd', 'process.exit', 'process.env', 'process.hrtime', 'process.stdout', 'process.stderr',
  'Object.is', 'Object.getOwnPropertyNames', 'Object.getPrototypeOf', 'Object.getOwnPropertyDescriptor', 'Object.hasOwn', 'Object.isFrozen', 'Object.preventExtensions', 'Reflect.ownKeys', 'Reflect.has',
  'Array.isArray', 'JSON.', 'structuredClone', 'assert', 'performance.', 'clearTimeout', 'clearInterval', 'clearImmediate', 'Function.prototype', 'Primitive.', 'String.prototype.', 'require.', 'vm.', 'TextDecoder', 'TextEncoder', 'URL', 'crypto.', 'zlib.', 'Error.captureStackTrace',
  'sinon.', 'jest.', 'vi.', 'jasmine.', 'spyOn', 'spyOn()', 'chalk.', 'chalk()', 'picocolors.', 'colors.', 'semver.', 'debug()', 'debug',
];

/** Assertion libraries: what is asserted on is only looked at (functions are a matter of their own). */
const ASSERTIONS = /^(assert|chai|should|expect|unexpected|t|node:assert|power-assert|better-assert|assert-plus|vows)(\/|\.|\(|$)/;

export const isInert = (path: string): boolean =>
  INERT.some((p) => path === p || (path.startsWith(p) && (p.endsWith('.') || /^[.(]/.test(path.slice(p.length))))) || ASSERTIONS.test(path);

/** Node core modules: callbacks handed to them run later and their result is ignored. */
const CORE = /^(fs|fs-extra|graceful-fs|child_process|crypto|zlib|dns|net|tls|http|https|http2|stream|readline|events|timers|util|cluster|dgram|os|process|worker_threads|async_hooks|perf_hooks|diagnostics_channel|v8|vm|repl|tty|string_decoder|inspector)(\.|\(|\/|$)/;
export const isCore = (path: string): boolean => CORE.test(path);

/** Test frameworks and the language's own objects: their member chains mean something (`expect().to.throw`). */
const TOOLS = /^(expect|chai|should|assert|sinon|jest|vi|it|test|describe|context|specify|before|after|beforeEach|afterEach|node:test|t|ava|tap|tape|vitest|Object|Promise|JSON|globalThis|require|unexpected)(\.|\(|\/|$)/;
export const isTestTool = (path: string): boolean => TOOLS.test(path);

/**
 * Members of core modules that old code still asks for and that no Node with async functions has:
 * https://github.com/nodejs/node-v0.x-archive/blob/v0.8.0/ChangeLog (path.exists moved to fs, process.ARGV and ENV renamed).
 */
export const GONE = new Set(['path.exists', 'path.existsSync', 'process.ARGV', 'process.ENV']);

/** Core functions whose result is plain data: contents, stats, names; not handles, streams or promises. */
const PLAIN_RESULT = /^(fs|fs-extra|graceful-fs|path|os|util|zlib|crypto|child_process|url|querystring)\.(?!promises|open|opendir|create|watch|Read|Write|promisify|callbackify|fork|spawn$|exec$|execFile$|inherits|debuglog|get|gracefulify)\w+(\.native)?$|^(parseInt|parseFloat|Number|String|Boolean|Date\.now|RegExp|Buffer\.\w+|Date|encodeURIComponent|decodeURIComponent|process\.cwd|process\.hrtime)$/;
export const isPlainResult = (path: string): boolean => PLAIN_RESULT.test(path);

/** Functions that copy all properties of their later arguments to the first one and return it. */
const ASSIGNS = /^(Object\.assign|util\._extend|(lodash|underscore)(\/|\.)?(assign|extend|defaults|merge|defaultsDeep|assignIn)|extend|xtend|xtend\/mutable|object-assign|deep-extend|deepmerge|merge|util-extend|node\.extend|just-extend)$/;
export const isAssign = (path: string): boolean => ASSIGNS.test(path);

const INHERITS = /^(util\.inherits|inherits|inherits-ex|inherit)$/;
export const isInherits = (path: string): boolean => INHERITS.test(path);

/** Base classes that never call methods which a subclass adds under a name of its own. */
const HARMLESS_BASE = /^(Object|Error|TypeError|RangeError|SyntaxError|EventEmitter|events(\.EventEmitter)?|eventemitter[23](\.\w+)?|Array|Map|Set)$/;
export const isHarmlessBase = (path: string): boolean => HARMLESS_BASE.test(path.replace(/\.prototype$/, ''));

/** Methods that stream base classes call: https://nodejs.org/api/stream.html#api-for-stream-implementers */
const STREAM_HOOKS = new Set(['_read', '_write', '_writev', '_final', '_destroy', '_transform', '_flush', '_construct', 'pipe', 'end', 'write', 'push', 'destroy']);
export const isStreamBase = (path: string): boolean => /^(stream|readable-stream|through2?|stream2|minipass)(\.|\(|$)/.test(path);
export const isStreamHook = (name: string): boolean => STREAM_HOOKS.has(name);

/** Global names that always hold an array-like result, by call path. */
const ARRAYS = /^(fs|fs-extra|graceful-fs)\.(readdirSync|promises\.readdir)\(\)$|^Object\.(keys|getOwnPropertyNames)\(\)$|^(glob|globby|fast-glob|tinyglobby|klaw-sync|walk-sync)(\.\w*[sS]ync)?\(\)$/;
export const isArrayResult = (path: string): boolean => ARRAYS.test(path);

/** Test frameworks' hooks and tests, by how the call reaches them. */
const TEST_HOOK = /^(it|test|specify|before|after|beforeEach|afterEach|beforeAll|afterAll|setup|teardown|suiteSetup|suiteTeardown|fit|xit|xtest|bench)(\.(only|skip|serial|concurrent|failing|each\(\)|before|after|beforeEach|afterEach|always))*$/;
const TEST_SUITE = /^(describe|context|suite|fdescribe|xdescribe|xcontext)(\.(only|skip|each\(\)|concurrent|sequential|parallel))*$/;
const RUNNER_IMPORT = /^(node:test|test|mocha|vitest|@jest\/globals|ava|tape|tap|jasmine|lab|uvu|brittle|@japa\/runner|tape-promise|tape-catch|blue-tape|zora|tapzero)(?:\.default)?(?:\.|$)/;

/** Modifiers of ava's only function. */
const AVA_TEST = /^(only|skip|serial|failing|cb|before|after|beforeEach|afterEach)(\.(only|skip|serial|failing|cb|always))*$/;

export type TestHost = 'test' | 'suite';

/** Which role a callback plays when `path` (a global or an import of a test runner) is called with it. */
export function testHost(path: string): { host: TestHost; runner: string } | undefined {
  const imported = RUNNER_IMPORT.exec(path);
  const runner = imported ? imported[1]! : 'global';
  const name = imported ? path.slice(imported[0].length) : path;
  if (imported && name === '') return { host: 'test', runner };
  // tests that may not return a promise: https://github.com/avajs/ava/blob/v3.15.0/docs/01-writing-tests.md#callback-support
  if (runner === 'ava' && AVA_TEST.test(name)) return { host: 'test', runner: /\bcb\b/.test(name) ? 'ava.cb' : runner };
  if (TEST_SUITE.test(name)) return { host: 'suite', runner };
  if (TEST_HOOK.test(name)) return { host: 'test', runner: /each\(\)/.test(name) ? `${runner}.each` : runner };
  return undefined;
}

/** Functions that start a program by its path, in a process or thread of its own: they load nothing into this one. */
const STARTERS = /^(child_process|execa|cross-spawn|nano-spawn|tinyexec|spawn-command|spawnd|foreground-child|node-pty|zx|clet)(\.|$)|^worker_threads\.Worker$/;
export const startsProgram = (path: string): boolean => STARTERS.test(path);

const EMITTER = /^events(?:\.(?:EventEmitter|default))?\.prototype$/;
/** https://nodejs.org/docs/latest-v20.x/api/events.html#class-eventemitter, and what it keeps its listeners in. */
const OF_EMITTERS = new Set(['constructor', '_events', '_eventsCount', '_maxListeners', 'domain', 'addListener', 'emit', 'eventNames', 'getMaxListeners', 'listenerCount', 'listeners', 'off', 'on', 'once', 'prependListener', 'prependOnceListener', 'rawListeners', 'removeAllListeners', 'removeListener', 'setMaxListeners', ...Object.getOwnPropertyNames(Object.prototype)]);

/** True for a name that Node's EventEmitter has no member of, read off its prototype. */
export const isNoMemberOfEmitters = (path: string, name: string): boolean => name !== '*' && EMITTER.test(path) && !OF_EMITTERS.has(name);
