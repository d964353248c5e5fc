#!/usr/bin/env node
import { readFile } from 'node:fs/promises';

export function lines(text) {
  return text.split('\n').length;
}

console.log(lines(await readFile('a.txt', 'utf8')));
