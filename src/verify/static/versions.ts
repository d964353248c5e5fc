// Exports that a migration may add: the asynchronous version of a function, beside the one that stays as it was.

/** True when `name` is what the version of one of `others` is called: `read` or `readAsync` beside `readSync`, `loadAsync` beside `load`. */
export function isVersion(name: string, others: ReadonlySet<string>): boolean {
  if (others.has(`${name}Sync`)) return true;
  if (!name.endsWith('Async')) return false;
  const short = name.slice(0, -'Async'.length);
  return others.has(short) || others.has(`${short}Sync`);
}

/** A shape as verify/assets/shape.cjs writes it, without what a migration may add to `before`. */
export const withoutAdditions = (shape: string, before: string): string => withoutConstructors(withoutVersions(shape, before), before);

function withoutVersions(shape: string, before: string): string {
  const known = new Set(before.match(/[\w$]+/g));
  // a module that is a function has no name in its shape
  const isFunction = /^function\(/.test(before);
  const isAdded = (name: string): boolean => !known.has(name) && (isVersion(name, known) || (isFunction && name.endsWith('Async')));
  return shape
    .replace(/(, )?([\w$]+): function\(\d+\)(?=[,}])/g, (text, _, name: string) => (isAdded(name) ? '' : text))
    .replace(/ with ([\w$]+(?:,[\w$]+)*)/g, (_, names: string) => ` with ${names.split(',').filter((name) => !isAdded(name)).join()}`)
    .replace(/\{, /g, '{')
    .replace(/ \{\}/g, '');
}

const CLASS = /(?<prefix>^|[\w$]+: |^module \{)(?<kind>class|function)\((?<count>\d+)\)(?: with (?<methods>[\w$]+(?:,[\w$]+)*))?/g;

/** A constructor that cannot wait hands its work and its parameters to one new method: `new Config().init(file)`. */
function withoutConstructors(shape: string, before: string): string {
  const old = new Map([...before.matchAll(CLASS)].map((match) => [match.groups!['prefix']!, match]));
  return shape.replace(CLASS, (text, ...rest: unknown[]) => {
    const { prefix, kind, count, methods = '' } = rest.at(-1) as Record<string, string>;
    const was = old.get(prefix!);
    if (!was || was.groups!['kind'] !== kind || count !== '0' || was.groups!['count'] === '0') return text;
    const known = (was.groups!['methods'] ?? '').split(',').filter((name) => name !== '');
    const now = methods.split(',').filter((name) => name !== '');
    return now.length === known.length + 1 && known.every((name) => now.includes(name)) ? was[0] : text;
  });
}
