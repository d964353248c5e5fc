// How tables of methods are written down: what stands before the name of each.
import type { ErrorFirst } from '../../core/api.ts';

/** `Pool().query` for `query` of a `Pool`. */
export const methodsOf = (kind: string, functions: Readonly<Record<string, ErrorFirst>>): Record<string, ErrorFirst> => Object.fromEntries(Object.entries(functions).map(([name, entry]) => [`${kind}().${name}`, entry]));

/** The same entry for several names. */
export const alike = (names: string, entry: ErrorFirst): Record<string, ErrorFirst> => Object.fromEntries(names.split(' ').map((name) => [name, entry]));

/** Methods of objects that give an object like themselves: `Cursor().sort()` is a `Cursor()`. */
export const chained = (kind: string, names: string): Record<string, string> => Object.fromEntries(names.split(' ').map((name) => [`${kind}().${name}()`, `${kind}()`]));
