import { settings } from './settings.js';
import { fileURLToPath } from 'node:url';

console.log('greet', fileURLToPath(import.meta.url).endsWith('greet.js'));
export const greet = (name) => `${settings.greeting} ${name}`;
