// One TypeScript file under jscodeshift, without a checker: what another type describes stays, the rest is sound.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planAlone } from '../src/adapter/plan-alone.ts';
import { rewriteAll } from '../src/plan/build.ts';
import { scanOne } from '../src/scan/one-file.ts';

const text = `#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';

interface Loader { load(): string }
class Text implements Loader {
  load(): string { return readFileSync('implemented', 'utf8'); }
}
class Base { size(): number { return 0; } title(): string { return readFileSync('base', 'utf8'); } }
class Sub extends Base {
  override size(): number { return readFileSync('overridden', 'utf8').length; }
  override title(): string { return 'sub'; }
}
type Read = (name: string) => string;
const annotated: Read = (name) => readFileSync(name + 'annotated', 'utf8');
const cast = ((name: string): string => readFileSync(name + 'cast', 'utf8')) as Read;
const table: { readonly [name: string]: Read } = { a: (name) => readFileSync(name + 'table', 'utf8') };
function apply(names: string[], f: (name: string) => string): string[] {
  const out: string[] = [];
  for (const name of names) out.push(f(name));
  return out;
}
function make(): Read {
  return (name) => readFileSync(name + 'returned', 'utf8');
}
function named(): string {
  return readFileSync('named', 'utf8');
}
function plain(name: string): string {
  return readFileSync(name + 'plain', 'utf8');
}
class Free {
  save(text: string): void { writeFileSync('free', text); }
}
async function main(): Promise<void> {
const result: ReturnType<typeof named> = named();
const all: Base[] = [new Base(), new Sub()];
new Free().save(plain('x') + annotated('x') + cast('x') + table['a']!('x') + make()('x') + new Text().load() + result);
console.log(apply(['a'], (name) => readFileSync(name + 'passed', 'utf8')), all.map((one) => one.size() + one.title().length));
}
void main();
`;

describe('a TypeScript file alone', () => {
  let root: string;
  beforeAll(() => { root = mkdtempSync(path.join(tmpdir(), 'unblock-alone-')); });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('keeps what other types describe', () => {
    const repo = scanOne(root, 'tool.mts', text);
    const { plan, changes } = rewriteAll(planAlone(repo, 'sync-to-await')!, repo);
    const after = changes[0]?.after ?? text;
    const kept = [...after.matchAll(/readFileSync\([^)']*'(\w+)'/g)].map(([, name]) => name);
    expect(kept).toEqual(['implemented', 'base', 'overridden', 'annotated', 'cast', 'table', 'returned', 'named', 'passed']);
    expect(new Set(plan.sites.flatMap(({ reason }) => reason ?? []))).toEqual(new Set(['typed-contract']));
    expect(plan.sites.filter(({ outcome }) => outcome === 'migrated')).toHaveLength(2);
    expect([errorsIn(text), errorsIn(after)]).toEqual([[], []]);
  }, 60_000);
});

/** What the compiler says to one file of an ES module package. */
function errorsIn(source: string): string[] {
  const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, noEmit: true, skipLibCheck: true, types: ['node'], typeRoots: [path.join(import.meta.dirname, '../node_modules/@types')] };
  const host = ts.createCompilerHost(options);
  const file = path.join(import.meta.dirname, 'alone.mts');
  const read = host.getSourceFile;
  host.getSourceFile = (name, version) => (name === file ? ts.createSourceFile(name, source, version) : read(name, version));
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
