// The TypeScript of the runtime functions: compiles under the strictest options, and infers what the originals infer.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, expect, it } from 'vitest';
import { runtimeFunction, runtimeNames } from '../src/rewrite/runtime/index.ts';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'unblock-types-'));
fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const uses = `
import type { ExecSyncOptions, SpawnSyncReturns } from 'node:child_process';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <_ extends true>(): void => undefined;
export async function check(options: ExecSyncOptions, list: readonly string[], mutable: string[]) {
  const a = await execAsync('x'); is<Same<typeof a, Buffer>>();
  const b = await execAsync('x', { encoding: 'utf8' }); is<Same<typeof b, string>>();
  const c = await execAsync('x', { cwd: '/' }); is<Same<typeof c, Buffer>>();
  const d = await execAsync('x', options); is<Same<typeof d, string | Buffer>>();
  const e = await execFileAsync('x', ['a'], { encoding: 'utf8', stdio: 'inherit' }); is<Same<typeof e, string>>();
  const f = await execFileAsync('x', { encoding: 'utf-8' }); is<Same<typeof f, string>>();
  const g = await execFileAsync('x', list); is<Same<typeof g, Buffer>>();
  const h = await spawnAsync('x', ['a'], { encoding: 'utf8' }); is<Same<typeof h, SpawnSyncReturns<string>>>();
  const i = await spawnAsync('x', { cwd: '/' }); is<Same<typeof i, SpawnSyncReturns<Buffer>>>();
  const j = await spawnAsync('x', list, { shell: true, input: 'x' }); is<Same<typeof j, SpawnSyncReturns<Buffer>>>();
  const k = await mapAsync(list, async (item, index) => item.length + index); is<Same<typeof k, number[]>>();
  const l = await mapAsync(mutable, async (item, _, all: string[]) => all.length + item.length); is<Same<typeof l, number[]>>();
  const m = await reduceAsync(list, async (sum, item) => sum + item.length, 0); is<Same<typeof m, number>>();
  const n = await reduceAsync(list, async (sum, item) => sum + item); is<Same<typeof n, string>>();
  const o = await reduceRightAsync(list, async (sum, item) => [...sum, item], [] as string[]); is<Same<typeof o, string[]>>();
  const p = await flatMapAsync(list, async (item) => [item.length]); is<Same<typeof p, number[]>>();
  const q = await filterAsync(list, async (item) => item !== ''); is<Same<typeof q, string[]>>();
  const r = await findAsync(list, async (item) => item !== ''); is<Same<typeof r, string | undefined>>();
  const s = await findLastIndexAsync(list, async (item) => item !== ''); is<Same<typeof s, number>>();
  const t = await arrayFromAsync(new Set(['a']), async (item) => item.length); is<Same<typeof t, number[]>>();
  await forEachEntryAsync(new Map([['a', 1]]), async (value, key, map) => { map.set(key, value + 1); });
  await forEachEntryAsync(new Set(['a']), async (value) => { value.trim(); });
  await forEachAsync(list, async (item) => { item.trim(); });
  const u = await replaceAsync('a', /a/g, async (match: string, offset: number) => match + offset); is<Same<typeof u, string>>();
  const v = await settled(async () => 3); is<Same<typeof v, () => number>>();
  const w = await everyAsync(list, async (item) => item === ''); is<Same<typeof w, boolean>>();
  const x = breadthFirst(mutable); is<Same<typeof x, string[]>>();
}
`;

/** What the functions ask for of Node and of packages. */
const IMPORTS = "import { spawn } from 'node:child_process';\nimport { setMaxListeners } from 'node:events';\nimport { Server } from 'node:net';\nimport pLimit from 'p-limit';\n";
const refs = Object.fromEntries(['spawn', 'setMaxListeners', 'Server', 'pLimit', ...runtimeNames].map((name) => [name, name]));

it('compiles and infers', () => {
  const style = { eol: '\n', indent: '  ', quote: "'", semicolons: true } as const;
  const texts = runtimeNames.map((name) => runtimeFunction(name).source({ lang: 'ts', style, name, refs }));
  const file = path.join(root, 'file.ts');
  fs.writeFileSync(file, `${IMPORTS}${uses}\n${texts.join('\n\n')}\nexport { ${runtimeNames.join(', ')} };\n`);
  const program = ts.createProgram([file], {
    noEmit: true, strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitReturns: true, noUnusedLocals: true,
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: ['node'], typeRoots: [path.resolve('node_modules/@types')],
  });
  const messages = ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, '\n'));
  expect(messages).toEqual([]);
}, 30_000);

it('has no type errors as JavaScript under // @ts-check', () => {
  const style = { eol: '\n', indent: '  ', quote: "'", semicolons: true } as const;
  const texts = runtimeNames.map((name) => runtimeFunction(name).source({ lang: 'js', style, name, refs }));
  const file = path.join(root, 'file.mjs');
  fs.writeFileSync(file, `${IMPORTS}${texts.join('\n\n')}\nexport { ${runtimeNames.join(', ')} };\n`);
  const program = ts.createProgram([file], {
    noEmit: true, allowJs: true, checkJs: true, strict: false, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: ['node'], typeRoots: [path.resolve('node_modules/@types')],
  });
  expect(ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, '\n'))).toEqual([]);
}, 30_000);
