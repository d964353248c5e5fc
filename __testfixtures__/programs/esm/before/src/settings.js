import { readFileSync, existsSync } from 'node:fs';

const file = new URL('../settings.json', import.meta.url);

export function load() {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8'));
}

export const get = (key) => load()[key];
