// Exports that a migration may add: the asynchronous version of a function, beside the one that stays as it was.

/** True when `name` is what the version of one of `others` is called: `read` or `readAsync` beside `readSync`, `loadAsync` beside `load`. */
export function isVersion(name: string, others: ReadonlySet<string>): boolean {
  if (others.has(`${name}Sync`)) return true;
  if (!name.endsWith('Async')) return false;
  const short = name.slice(0, -'Async'.length);
  return others.has(short) || others.has(`${short}Sync`);
}

/** A shape as verify/assets/shape.cjs writes it, without the versions that were not in `before`. */
export function withoutVersions(shape: string, before: string): string {
  const known = new Set(before.match(/[\w$]+/g));
  const isAdded = (name: string): boolean => !known.has(name) && isVersion(name, known);
  return shape
    .replace(/(, )?([\w$]+): function\(\d+\)(?=[,}])/g, (text, _, name: string) => (isAdded(name) ? '' : text))
    .replace(/ with ([\w$,]+)/g, (_, names: string) => ` with ${names.split(',').filter((name) => !isAdded(name)).join()}`)
    .replace(/\{, /g, '{');
}
