#!/usr/bin/env node
import { readFileSync } from 'node:fs';

export function lines(text) {
  return text.split('\n').length;
}

console.log(lines(readFileSync('a.txt', 'utf8')));
