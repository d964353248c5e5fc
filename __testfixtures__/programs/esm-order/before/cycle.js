import { statSync } from 'node:fs';
import { part } from './lib/part.js';

export const size = statSync('settings.json').size;
console.log(part());
