import { access, readFile } from 'node:fs/promises';

const lazy = () => import('node:fs');
export {};

await (await import('node:fs')).promises.readFile('a.txt', 'utf8');
const { existsSync } = await lazy();
console.log(await access('a.txt').then(() => true, () => false), await readFile('b.txt', 'utf8'));
import('fs').then(async (fs) => console.log(await fs.promises.readFile('c.txt', 'utf8')));
