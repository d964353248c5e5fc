import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export const readConfig = (file) => JSON.parse(readFileSync(file, 'utf8'));
export const readConfigAsync = async (file) => JSON.parse(await readFile(file, 'utf8'));

function keysOf(file) {
  return Object.keys(readConfig(file));
}

async function keysOfAsync(file) {
  return Object.keys(await readConfigAsync(file));
}

export { keysOf, keysOfAsync };
