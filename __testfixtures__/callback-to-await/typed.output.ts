import * as fs from 'node:fs';

interface Config { readonly name: string }

/** Reads a file. */
async function readText(file: string): Promise<string> {
  const text = await fs.promises.readFile(file, 'utf8');
  return text.trim();
}

const parse = async (file: string): Promise<Config> => {
  const text = await readText(file);
  // the first line
  return { name: text!.split('\n')[0]! };
};

async function remove(file: string) {
  try {
    await fs.promises.unlink(file);
  } catch (err: any) {
    if (err.code !== 'ENOENT') throw err;
  }
}

async function keep<T>(value: T, file: string): Promise<T | undefined> {
  try {
    await fs.promises.access(file);
  } catch {
    return;
  }
  return value;
}

async function main(): Promise<void> {
  const config: Config | undefined = await parse('a.txt');
  console.log(config!.name);
  let err: any = null;
  try {
    await parse('none.txt');
  } catch (error) {
    err = error;
  }
  console.log(err ? err.message : 'there');
  const kept = await keep({ n: 1 }, 'b.txt');
  console.log(kept ? kept.n : 'nothing');
  const kept1 = await keep('x', 'none.txt');
  console.log(kept1 ?? 'nothing');
  await remove('none.txt');
  console.log('removed');
}

main();
