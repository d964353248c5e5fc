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

  async load(file: string): Promise<string> {
    return await readFile(file, { encoding: this.encoding });
  }

  async first({ file, count = 1 }: { file: string; count?: number }): Promise<readonly string[]> {
    return (await this.load(file)).split('\n').slice(0, count);
  }
}

const version = async (): Promise<string> => (await run('node', ['-p', '2'])).stdout;

function lines<T extends string>(disk: Disk, file: T, count?: number): Promise<readonly string[]> {
  return disk.first({ file, count });
}

async function through(source: Source): Promise<number> {
  return (await source.load('c.txt')).length;
}

export async function main(): Promise<void> {
  const disk = new Disk();
  console.log(await lines(disk, 'a.txt'), await disk.first({ file: 'b.txt' }), await version(), await through(disk));
}

void main();
