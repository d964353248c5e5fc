import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';

/**
 * The lines of a file.
 * @param {string} file
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 */
export async function lines(file, { signal } = {}) {
  const text = await readFile(file, { encoding: 'utf8', signal });
  return text.trim().split('\n');
}

export const save = async (file, text, { signal } = {}) => {
  await mkdir('out', { recursive: true });
  await writeFile(`out/${file}`, text, { signal });
};

export const clean = () => rm('out', { recursive: true });
