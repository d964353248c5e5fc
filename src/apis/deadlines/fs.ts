// Files: three functions take a signal, which they look at between chunks; of the others only those may be raced that change nothing.
import type { DeadlineFunction, DeadlineModule } from '../../core/deadlines.ts';

const file = (at: number): DeadlineFunction => ({ of: 'fs', by: 'signal', at, text: 'encoding', since: 16 });
const read: DeadlineFunction = { of: 'fs', by: 'race' };
const changing: DeadlineFunction = { of: 'fs', by: 'refuse', code: 'deadline-side-effect', why: 'it would still change the disk after that' };
const holding: DeadlineFunction = { of: 'fs', by: 'refuse', code: 'deadline-side-effect', why: 'what it opens after that would never be closed' };

const functions = (prefix: string): Record<string, DeadlineFunction> => {
  const all: Record<string, DeadlineFunction> = { readFile: file(1), writeFile: file(2), appendFile: file(2) };
  for (const name of ['access', 'lstat', 'readdir', 'readlink', 'realpath', 'stat', 'statfs']) all[name] = read;
  for (const name of ['chmod', 'chown', 'copyFile', 'cp', 'lchown', 'link', 'lutimes', 'mkdir', 'mkdtemp', 'rename', 'rm', 'rmdir', 'symlink', 'truncate', 'unlink', 'utimes']) all[name] = changing;
  for (const name of ['open', 'opendir']) all[name] = holding;
  return Object.fromEntries(Object.entries(all).map(([name, each]) => [prefix + name, each]));
};

/** https://nodejs.org/api/fs.html: signal since 15.2; appendFile hands its options on to writeFile. */
export const filePromises: DeadlineModule = { specifiers: ['fs/promises'], functions: functions('') };

export const files: DeadlineModule = {
  specifiers: ['fs'],
  functions: { ...functions('promises.'), 'promisify(readFile)': file(1), 'promisify(writeFile)': file(2), 'promisify(stat)': read, 'promisify(readdir)': read },
};
