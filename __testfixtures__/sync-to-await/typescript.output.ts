import { readFile, stat, access } from 'node:fs/promises';

interface Loaded<T> {
  readonly value: T;
  readonly size: number;
}

function load(name: string): Promise<Loaded<string>>;
function load(name: string, lines: true): Promise<Loaded<string[]>>;
async function load(name: string, lines?: boolean): Promise<Loaded<string | string[]>> {
  const text = await readFile(name, 'utf8') as string;
  return { value: lines ? text.split('\n') : text, size: (await stat(name))!.size };
}

const sizes = async (names: readonly string[]): Promise<number[]> => await mapAsync(names, async (name): Promise<number> => (await load(name)).size);
const exists = async (name: string) => await access(name).then(() => true, () => false);

class Cache {
  private readonly seen = new Map<string, string>();

  async get(name: string): Promise<string | undefined> {
    if (!await exists(name)) return undefined;
    const known = this.seen.get(name);
    if (known !== undefined) return known;
    const { value } = await load(name);
    this.seen.set(name, value);
    return value;
  }
}

async function main(): Promise<void> {
  const cache = new Cache();
  console.log((await cache.get('a.txt'))!.length, await cache.get('none.txt'), await sizes(['a.txt', 'b.txt']), (await load('c.txt', true)).value[0]);
}

export const run = async (): Promise<void> => await main();
void run();

// Array.prototype.map that awaits each callback before the next.
async function mapAsync<T, U>(
  items: readonly T[],
  callback: (item: T, index: number, items: T[]) => U | PromiseLike<U>,
  thisArg?: unknown,
): Promise<U[]> {
  const results: U[] = new Array(items.length);
  for (let index = 0; index < results.length; index++) {
    if (index in items) results[index] = await callback.call(thisArg, items[index] as T, index, items as T[]);
  }
  return results;
}
