// cancel: main
import { execFile } from 'child_process';
import { readFile } from 'fs/promises';
import { promisify } from 'util';

const run = promisify(execFile);

interface Source {
  load(file: string): Promise<string>;
}

class Disk implements Source {
  private readonly encoding: BufferEncoding = 'utf8';

  async load(file: string, { signal }: { signal?: AbortSignal } = {}): Promise<string> {
    return await readFile(file, { encoding: this.encoding, signal });
  }

  async first({ file, count = 1, signal }: { file: string; count?: number; signal?: AbortSignal }): Promise<readonly string[]> {
    return (await this.load(file, { signal })).split('\n').slice(0, count);
  }
}

const version = async ({ signal }: { signal?: AbortSignal } = {}): Promise<string> => (await run('node', ['-p', '2'], { signal })).stdout;

function lines<T extends string>(disk: Disk, file: T, count?: number, { signal }: { signal?: AbortSignal } = {}): Promise<readonly string[]> {
  return disk.first({ file, count, signal });
}

async function through(source: Source): Promise<number> {
  return (await source.load('c.txt')).length;
}

export async function main({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const disk = new Disk();
  console.log(await lines(disk, 'a.txt', undefined, { signal }), await disk.first({ file: 'b.txt', signal }), await version({ signal }), await through(disk));
}

void main();
