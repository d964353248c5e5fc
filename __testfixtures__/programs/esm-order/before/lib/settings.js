import { readFileSync } from 'node:fs';

console.log('settings');
export const settings = JSON.parse(readFileSync(new URL('../settings.json', import.meta.url), 'utf8'));
console.log('settings are read');
