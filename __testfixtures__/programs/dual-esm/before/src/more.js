import * as fs from 'node:fs';

export function existsSync(file) {
  return fs.existsSync(file);
}

export function* lines(file) {
  yield fs.readFileSync(file, 'utf8');
}
