import fs, { readFileSync, existsSync as there } from 'node:fs';
import * as files from 'fs';
import { default as sameFs } from 'fs';
import { execFileSync } from 'child_process';
import { createRequire } from 'node:module';

const { statSync } = fs;
const required = createRequire(import.meta.url)('fs');

console.log(readFileSync('a.txt', 'utf8'), there('none.txt'));
console.log(fs.readFileSync('b.txt', 'utf8'), files.readdirSync('.').includes('c.txt'));
console.log(sameFs.existsSync('a.txt'), statSync('c.txt').size, required.existsSync('b.txt'));
if (there('a.txt')) {
  const out = execFileSync('node', ['-p', '6 * 7'], { encoding: 'utf8' });
  console.log(out.trim());
}
