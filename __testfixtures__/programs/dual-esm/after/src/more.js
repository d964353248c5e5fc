import * as fs from 'node:fs';

export function existsSync(file) {
  return fs.existsSync(file);
}

export async function exists(file) {
  return await fs.promises.access(file).then(() => true, () => false);
}

export function* lines(file) {
  yield fs.readFileSync(file, 'utf8');
}
