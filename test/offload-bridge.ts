// A bridge as it is generated, with functions that no plan would offload, and programs that use it.
import { expect } from 'vitest';
import type { BridgePlace, OffloadTask } from '../src/core/offload.ts';
import { bridgeText, poolText, transferText, workerText } from '../src/rewrite/offload/render.ts';
import { run } from './fixture-run.ts';
import { installed } from './temporary.ts';

export type Format = 'cjs' | 'esm';
export const FORMATS = [['cjs'], ['esm']] as const;

/** What a worker does: functions by name, and declarations that they need. */
export interface Tasks {
  readonly functions: Readonly<Record<string, string>>;
  readonly declarations?: string;
  /** Declared names that the module exports, too. */
  readonly exported?: readonly string[];
}

const extensionOf = (format: Format): string => (format === 'esm' ? '.mjs' : '.cjs');

function rootOf(format: Format, { functions, declarations = '', exported = [] }: Tasks): string {
  const extension = extensionOf(format);
  const place: BridgePlace = { folder: 'offload', extension, specifierEnd: extension, format, lang: 'js', style: { eol: '\n', indent: '  ', quote: "'", semicolons: true }, packageDir: '' };
  const tasks = Object.keys(functions).map((name): OffloadTask => ({ name, module: `tasks${extension}`, exported: name, bridge: place }));
  const list = [...exported, ...Object.keys(functions)].join(', ');
  const module = `${declarations}${Object.entries(functions).map(([name, text]) => `const ${name} = ${text};\n`).join('')}${format === 'esm' ? `export { ${list} };` : `module.exports = { ${list} };`}\n`;
  return installed({ [`tasks${extension}`]: module, [`offload/index${extension}`]: bridgeText(place, tasks), [`offload/pool${extension}`]: poolText(place), [`offload/transfer${extension}`]: transferText(place), [`offload/worker${extension}`]: workerText(place, tasks) });
}

/** What a program prints that has the bridge as `b`, the module of the tasks as `m`, and `told` for a promise's value or error; it must end by itself. */
export async function printed(tasks: Tasks, format: Format, body: string): Promise<string[]> {
  const extension = extensionOf(format);
  const load = format === 'esm'
    ? `import { createRequire } from 'node:module';\nimport * as b from './offload/index${extension}';\nimport * as m from './tasks${extension}';\nconst require = createRequire(import.meta.url);\n`
    : `const b = require('./offload/index${extension}');\nconst m = require('./tasks${extension}');\n`;
  const told = 'const told = (promise) => promise.then((value) => value, (error) => `${error?.constructor.name} ${error?.name} ${error?.code} ${error?.message}`);\n';
  const { stdout, exitCode } = await run({ file: `main${extension}`, text: `${load}${told}async function main() {\n${body}\n}\nmain();\n` }, rootOf(format, tasks));
  expect(exitCode, stdout).toBe(0);
  return stdout.trim().split('\n');
}
