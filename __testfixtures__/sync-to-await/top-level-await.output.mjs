#!/usr/bin/env node
import { readFile, writeFile } from 'fs/promises';

const text = await readFile('a.txt', 'utf8');
for (const line of text.split('\n')) {
  if (line) await writeFile('out.txt', line, { flag: 'a' });
}
console.log(await readFile('out.txt', 'utf8'));
process.exitCode = text.length > 3 ? 5 : 0;
