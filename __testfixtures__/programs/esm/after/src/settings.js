import { access, readFile } from 'node:fs/promises';

const file = new URL('../settings.json', import.meta.url);

export async function load() {
  if (!await access(file).then(() => true, () => false)) return {};
  return JSON.parse(await readFile(file, 'utf8'));
}

export const get = async (key) => (await load())[key];
