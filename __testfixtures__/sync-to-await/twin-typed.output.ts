// The version's types follow; those of the function, and the interface that it implements, stay.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

interface Source {
  text(name: string): string;
}

class Files implements Source {
  get first(): number {
    return this.text('a.txt').length;
  }

  text(name: string): string {
    return readFileSync(name, 'utf8');
  }

  async textAsync(name: string): Promise<string> {
    return await readFile(name, 'utf8');
  }
}

async function show(files: Files): Promise<number> {
  return (await files.textAsync('b.txt')).length;
}

const files = new Files();
const source: Source = files;

async function main(): Promise<void> {
  await null;
  console.log(files.first, await show(files), typeof source.text);
}

void main();
