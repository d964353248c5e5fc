#!/usr/bin/env node
import { stat, readFile } from 'node:fs/promises';
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

async function main() {
const summary: Summary = await summarise(name);
const mode = summary.size > 5 ? Mode.Long : Mode.Short;
console.log(Mode[mode], separator, describe(summary));
if (mode === Mode.Long) process.exitCode = 4;

async function summarise(file: string): Promise<Summary> {
  return { size: (await stat(file)).size, first: (await readFile(file, 'utf8')).split('\n')[0]! };
}

function describe({ size, first }: Summary): string {
  return `${first}: ${size}`;
}
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});

export {};
