#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'fs';

const text = readFileSync('a.txt', 'utf8');
for (const line of text.split('\n')) {
  if (line) writeFileSync('out.txt', line, { flag: 'a' });
}
console.log(readFileSync('out.txt', 'utf8'));
process.exitCode = text.length > 3 ? 5 : 0;
