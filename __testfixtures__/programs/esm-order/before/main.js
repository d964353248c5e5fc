import os from 'node:os';
import './lib/first.js';
import { greet } from './lib/greet.js';

console.log('main', greet('you'), os.EOL.length);
