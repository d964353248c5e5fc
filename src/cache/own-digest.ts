// What a result depends on besides the repository: the code of unblock itself, the packages that it analyses with, and Node.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** `src` of a checkout, or of a build. */
const OWN = fileURLToPath(new URL('..', import.meta.url));

/** Packages whose code takes part in making a plan, each as it is found from the one before its arrow. */
const PACKAGES = [['jscodeshift'], ['jscodeshift', '@babel/parser'], ['ts-morph'], ['ts-morph', '@ts-morph/common'], ['ignore'], ['tinyexec']] as const;

let known: string | undefined;

/** By content: dates say nothing about what a build holds. */
export function ownDigest(): string {
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([process.version, process.platform, process.arch, ...PACKAGES.map(manifestOf)]));
  const files = readdirSync(OWN, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file)).sort();
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(path.join(OWN, file)));
  return (known = hash.digest('hex'));
}

/** The package.json at the end of a way through dependencies: it names the version. */
function manifestOf(way: readonly string[]): string {
  let from = import.meta.url;
  for (const name of way) from = packageJson(name, from);
  return readFileSync(from, 'utf8');
}

/** Packages need not export their package.json, so it is looked for above their entry. */
function packageJson(name: string, from: string): string {
  for (let dir = path.dirname(createRequire(from).resolve(name)); ; dir = path.dirname(dir)) {
    const file = path.join(dir, 'package.json');
    try {
      if ((JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === name) return file;
    } catch {
      // none here: further up
    }
    if (dir === path.dirname(dir)) throw new Error(`${name} has no package.json`);
  }
}
