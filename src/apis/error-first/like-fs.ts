// Packages that hand on Node's file functions under their names: what is true of those is true of theirs.
import type { ErrorFirst } from '../../core/api.ts';
import { fs } from './fs.ts';

/**
 * The functions of `fs`, each given as a promise by the package's own function of that name.
 *
 * @param form how: `member`, the function gives a promise itself; `promisify`
 * @param others what is not so
 */
export function likeFs(form: (name: string) => ErrorFirst['form'], others: Readonly<Record<string, Partial<ErrorFirst>>>): Readonly<Record<string, ErrorFirst>> {
  return Object.fromEntries(Object.entries(fs.functions).filter(([, entry]) => entry.form !== 'bound').map(([name, { fd: _, ...known }]) => [name, { ...known, to: name, form: form(name), ...others[name] }]));
}
