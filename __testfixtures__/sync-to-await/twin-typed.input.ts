// The version's types follow; those of the function, and the interface that it implements, stay.
import { readFileSync } from 'node:fs';

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
}

function show(files: Files): number {
  return files.text('b.txt').length;
}

const files = new Files();
const source: Source = files;

async function main(): Promise<void> {
  await null;
  console.log(files.first, show(files), typeof source.text);
}

void main();
