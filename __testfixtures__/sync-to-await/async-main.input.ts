#!/usr/bin/env node
import { readFileSync, statSync } from 'node:fs';
import os = require('node:os');

declare const COMMIT: string | undefined;

const [, , name = 'a.txt'] = process.argv;
const separator = os.EOL.length > 0 ? '-' : '';
console.log(name, typeof COMMIT);

interface Summary {
  readonly size: number;
  readonly first: string;
}

enum Mode { Short, Long }

const summary: Summary = summarise(name);
const mode = summary.size > 5 ? Mode.Long : Mode.Short;
console.log(Mode[mode], separator, describe(summary));
if (mode === Mode.Long) process.exitCode = 4;

function summarise(file: string): Summary {
  return { size: statSync(file).size, first: readFileSync(file, 'utf8').split('\n')[0]! };
}

function describe({ size, first }: Summary): string {
  return `${first}: ${size}`;
}

export {};
