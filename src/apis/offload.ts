// Data: what code that runs in a worker thread may use, because it does there what it does in the main thread.

/** Functions of Node that change nothing outside of what they are given, and read nothing that differs between threads; by module, as patterns of member paths. */
const PURE: Readonly<Record<string, RegExp>> = {
  assert: /^.*$/,
  buffer: /^(?:Buffer\b.*|atob|btoa|isUtf8|isAscii)$/,
  crypto: /^(?:create(?:Hash|Hmac|Cipheriv|Decipheriv|Sign|Verify|PublicKey|PrivateKey|SecretKey|DiffieHellman|ECDH)|hash|pbkdf2Sync|scryptSync|hkdfSync|generate(?:Key|KeyPair|Prime)Sync|checkPrimeSync|random(?:Bytes|Int|UUID)|timingSafeEqual|sign|verify|publicEncrypt|privateDecrypt|publicDecrypt|privateEncrypt|getHashes|getCiphers|getCurves)$/,
  // reading only: who waits for the result sees what was there meanwhile
  fs: /^(?:readFileSync|existsSync|statSync|lstatSync|readdirSync|realpathSync|readlinkSync|accessSync)$/,
  os: /^(?:EOL|cpus|totalmem|platform|arch|type|release|tmpdir|homedir|hostname)$/,
  path: /^.*$/,
  querystring: /^(?:parse|stringify|escape|unescape)$/,
  string_decoder: /^StringDecoder$/,
  url: /^.*$/,
  util: /^(?:format|inspect|isDeepStrictEqual|stripVTControlCharacters|toUSVString|types\..*|TextEncoder|TextDecoder|inherits)$/,
  zlib: /^(?:\w+Sync|crc32)$/,
};

/**
 * Packages whose functions compute a result from their arguments, and whose modules do nothing when they are loaded. A database that a function opens
 * itself is among them: a connection that is there before is state of its module.
 */
const PURE_PACKAGES: ReadonlySet<string> = new Set([
  'acorn', 'bcryptjs', 'better-sqlite3', 'clean-css', 'commonmark', 'csv-parse/sync', 'csv-stringify/sync', 'csso', 'diff', 'esprima', 'escodegen', 'fast-xml-parser', 'gray-matter', 'handlebars', 'he',
  'ini', 'js-yaml', 'json5', 'jpeg-js', 'levenshtein', 'lz-string', 'markdown-it', 'marked', 'mustache', 'pako', 'papaparse', 'pngjs', 'qs', 'semver', 'showdown', 'svgo', 'toml', 'tweetnacl',
  'uglify-js', 'upng-js', 'xml-js', 'yaml',
]);

/**
 * Functions of packages that compute for long, have no twin that leaves the thread free, and give the same whoever calls them:
 * they can be named to run in worker threads. Those that take settings elsewhere (marked.use) are not among them.
 */
const OFFLOADABLE: Readonly<Record<string, readonly string[]>> = {
  bcryptjs: ['hashSync', 'compareSync'],
  'csv-parse/sync': ['parse'],
  'csv-stringify/sync': ['stringify'],
  csso: ['minify'],
  'js-yaml': ['load', 'loadAll', 'dump', 'safeLoad', 'safeLoadAll', 'safeDump'],
  pako: ['deflate', 'deflateRaw', 'gzip', 'inflate', 'inflateRaw', 'ungzip'],
  svgo: ['optimize'],
  terser: ['minify_sync'],
  toml: ['parse'],
  'uglify-js': ['minify'],
  'xml-js': ['xml2js', 'xml2json', 'js2xml', 'json2xml'],
  yaml: ['parse', 'stringify'],
};

/** The functions of a package that can be named; undefined when none can. */
export const offloadableOf = (specifier: string): readonly string[] | undefined => (Object.hasOwn(OFFLOADABLE, specifier) ? OFFLOADABLE[specifier] : undefined);

/** Whether the function at an external path (`crypto.createHash().update`) does in a worker what it does here. */
export function isPureFunction(path: string): boolean {
  const [base] = path.replace(/^node:/, '').split('()') as [string];
  for (let dot = base.length; dot > 0; dot = base.lastIndexOf('.', dot - 1)) {
    const module = base.slice(0, dot);
    if (PURE_PACKAGES.has(module)) return true;
    if (Object.hasOwn(PURE, module)) return PURE[module]!.test(base.slice(dot + 1));
  }
  return false;
}

/** Functions by which packages are given settings, or extended, for all that call them later in the same thread. */
const SETTERS: Readonly<Record<string, RegExp>> = {
  handlebars: /^(?:un)?register(?:Helper|Partial|Decorator)$/,
  marked: /^(?:use|setOptions|options)$/,
  mustache: /^clearCache$/,
  showdown: /^(?:setOption|resetOptions|setFlavor|extension|removeExtension|subParser)$/,
};

/** The package of which the function at a path changes what others of its functions do; undefined when it is none of these. */
export function packageSetBy(path: string): string | undefined {
  const name = path.split('.')[0]!;
  return Object.hasOwn(SETTERS, name) && SETTERS[name]!.test(path.slice(path.lastIndexOf('.') + 1)) ? name : undefined;
}

/** Functions that give bytes which nobody else has. */
const FRESH_BYTES = /^(?:fs\.readFileSync|fs(?:\/promises|\.promises)\.readFile|zlib\.\w+Sync|crypto\.randomBytes|Buffer\.(?:alloc|allocUnsafe|allocUnsafeSlow|concat))$/;

/** Whether the bytes that the function at a path gives are for its caller alone. */
export const givesFreshBytes = (path: string): boolean => FRESH_BYTES.test(path.replace(/^node:/, ''));

/** Globals that are the same in every thread. */
export const PURE_GLOBALS: ReadonlySet<string> = new Set([
  'undefined', 'NaN', 'Infinity', 'arguments', 'Object', 'Function', 'Boolean', 'Symbol', 'Number', 'BigInt', 'Math', 'Date', 'String', 'RegExp', 'Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'JSON',
  'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'ArrayBuffer', 'DataView', 'Buffer', 'Reflect', 'Proxy', 'Intl', 'parseInt', 'parseFloat', 'isNaN', 'isFinite',
  'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI', 'escape', 'unescape', 'TextEncoder', 'TextDecoder', 'URL', 'URLSearchParams', 'atob', 'btoa', 'structuredClone',
]);

/** Of these, what is another thing at every call. */
export const CHANGING_GLOBALS: ReadonlySet<string> = new Set(['Date']);

const OWNERS = [Object, Function, Boolean, Number, BigInt, String, Symbol, RegExp, Array, Map, Set, WeakMap, WeakSet, Date, Uint8Array, ArrayBuffer, DataView, Buffer, Error, URL, URLSearchParams, TextEncoder, TextDecoder]
  .flatMap((type) => [type.prototype as object, Object.getPrototypeOf(type.prototype) as object | null]);

/** Methods that the language gives to plain data. */
export const DATA_METHODS: ReadonlySet<string> = new Set([...OWNERS.flatMap((owner) => (owner ? Object.getOwnPropertyNames(owner) : [])), 'next'].filter((name) => name !== 'constructor'));
