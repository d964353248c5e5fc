// expect: accessor
// Who calls it knows the interface only, which has no version of it.
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

function show(source: Source): number {
  return source.text('b.txt').length;
}

const files = new Files();

async function main(): Promise<void> {
  await null;
  console.log(files.first, show(files));
}

void main();
