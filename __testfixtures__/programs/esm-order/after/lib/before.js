import { existsSync } from 'node:fs';

// the next import must find this
globalThis.there = existsSync('settings.json');
