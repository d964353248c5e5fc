import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

interface Sized { readonly size: number }

async function sized(file: string, { twice = false }: { twice?: boolean } = {}): Promise<Sized> {
  const text: Buffer = await readFile(file);
  return { size: twice ? text.length * 2 : text.length };
}

async function both(a: string, b: string): Promise<string> {
  const [{ size }, text, slept]: [Sized, string, number] = await Promise.all([sized(a, { twice: true }), readFile(b, 'utf8'), sleep(1, 5)]);
  const all: Sized[] = await Promise.all([a, b].map((file) => sized(file)));
  return `${size > 0} ${text.length > 0} ${slept} ${all.length}`;
}

void both('a.txt', 'b.txt').then((text) => console.log(text));
