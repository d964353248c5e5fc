import { readFile, readdir } from 'fs/promises';

interface Entry { readonly name: string; readonly length: number }

async function entries(dir: string): Promise<Entry[]> {
  const names = await readdir(dir);
  return Promise.all(names.sort().map(async (name, index) => {
    const text = await readFile(`${dir}/${name}`, 'utf8');
    return { name: name.toUpperCase() + index.toFixed(1), length: text.length };
  }));
}

entries('data').then((all: readonly Entry[]) => console.log(all.map(({ name, length }) => `${name} ${length}`).join('\n')));
