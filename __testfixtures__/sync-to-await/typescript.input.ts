import { existsSync, readFileSync, statSync } from 'node:fs';

interface Loaded<T> {
  readonly value: T;
  readonly size: number;
}

function load(name: string): Loaded<string>;
function load(name: string, lines: true): Loaded<string[]>;
function load(name: string, lines?: boolean): Loaded<string | string[]> {
  const text = readFileSync(name, 'utf8') as string;
  return { value: lines ? text.split('\n') : text, size: statSync(name)!.size };
}

const sizes = (names: readonly string[]): number[] => names.map((name): number => load(name).size);
const exists = (name: string) => existsSync(name);

class Cache {
  private readonly seen = new Map<string, string>();

  get(name: string): string | undefined {
    if (!exists(name)) return undefined;
    const known = this.seen.get(name);
    if (known !== undefined) return known;
    const { value } = load(name);
    this.seen.set(name, value);
    return value;
  }
}

function main(): void {
  const cache = new Cache();
  console.log(cache.get('a.txt')!.length, cache.get('none.txt'), sizes(['a.txt', 'b.txt']), load('c.txt', true).value[0]);
}

export const run = async (): Promise<void> => main();
void run();
