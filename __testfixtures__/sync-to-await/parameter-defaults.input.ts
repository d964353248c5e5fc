import { readFileSync, statSync } from 'node:fs';

interface Options {
  readonly text?: string;
  readonly size?: number;
}

function read(file: string = 'a.txt', text: string = readFileSync(file, 'utf8')): () => string {
  return () => `${file}: ${text.length}`;
}

class Reader {
  constructor(private readonly prefix: string) {}

  describe({ text = readFileSync('a.txt', 'utf8'), size = statSync('b.txt').size }: Options = {}, end: string = '!'): string {
    return this.prefix + text + size + end;
  }
}

console.log(read()(), read('b.txt')(), read('b.txt', 'given')(), read.length);
console.log(new Reader('> ').describe(), new Reader('').describe({ text: 'x', size: 1 }, '?'));
