import { readFileSync } from 'node:fs';

export const readConfig = (file) => JSON.parse(readFileSync(file, 'utf8'));

function keysOf(file) {
  return Object.keys(readConfig(file));
}

export { keysOf };
