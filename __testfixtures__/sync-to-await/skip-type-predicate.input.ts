// expect: type-predicate
import { existsSync } from 'node:fs';

type Path = string & { readonly brand: unique symbol };
function isFile(path: string): path is Path {
  return existsSync(path);
}

console.log(isFile('a.txt'));
