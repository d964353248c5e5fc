import { readFile } from 'node:fs/promises';

console.log('settings');
export const settings = JSON.parse(await readFile(new URL('../settings.json', import.meta.url), 'utf8'));
console.log('settings are read');
