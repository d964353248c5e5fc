import { readFileSync } from 'node:fs';

const lazy = () => import('node:fs');
export {};

(await import('node:fs')).readFileSync('a.txt', 'utf8');
const { existsSync } = await lazy();
console.log(existsSync('a.txt'), readFileSync('b.txt', 'utf8'));
import('fs').then((fs) => console.log(fs.readFileSync('c.txt', 'utf8')));
