import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';

/**
 * The lines of a file.
 * @param {string} file
 */
export async function lines(file) {
  const text = await readFile(file, 'utf8');
  return text.trim().split('\n');
}

export const save = async (file, text) => {
  await mkdir('out', { recursive: true });
  await writeFile(`out/${file}`, text);
};

export const clean = () => rm('out', { recursive: true });
