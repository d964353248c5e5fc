import { readFile, stat } from 'node:fs/promises';

interface Options {
  readonly text?: string;
  readonly size?: number;
}

async function read(file: string = 'a.txt', text: string = undefined!): Promise<() => string> {
  if (text === undefined) text = await readFile(file, 'utf8');
  return () => `${file}: ${text.length}`;
}

class Reader {
  constructor(private readonly prefix: string) {}

  async describe(options: Options = {}, end: string = '!'): Promise<string> {
    const { text = await readFile('a.txt', 'utf8'), size = (await stat('b.txt')).size } = options;
    return this.prefix + text + size + end;
  }
}

async function main() {
console.log((await read())(), (await read('b.txt'))(), (await read('b.txt', 'given'))(), read.length);
console.log(await new Reader('> ').describe(), await new Reader('').describe({ text: 'x', size: 1 }, '?'));
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
