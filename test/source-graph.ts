// The project's own source files as the architecture test sees them: parsed, with what each imports.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { walk, type Node } from '../src/syntax/node.ts';
import { parse } from '../src/syntax/parse.ts';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path from the project's root for a relative one, else the specifier. */
  readonly target: string;
  /** Erased by the compiler. */
  readonly isType: boolean;
  readonly line: number;
}

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly program: Node;
  readonly imports: readonly Import[];
}

/** Every TypeScript file below these folders of the project, sorted by path. */
export function sourcesIn(...folders: string[]): Source[] {
  const files = folders.flatMap((folder) => readdirSync(path.join(PROJECT, folder), { recursive: true }).map((file) => path.posix.join(folder, String(file).split(path.sep).join('/'))));
  return files.filter((file) => file.endsWith('.ts')).sort().map(read);
}

function read(file: string): Source {
  const text = readFileSync(path.join(PROJECT, file), 'utf8');
  const program: Node = parse(text, file.endsWith('.d.ts') ? 'dts' : 'ts', 'esm').program;
  const imports: Import[] = [];
  const loaders = new Set(['require', ...[...text.matchAll(/\b(\w+) = createRequire\(/g)].map(([, name]) => name)]);
  const isLoader = (callee: Node): boolean => callee.type === 'Import' || (callee.type === 'Identifier' && loaders.has(callee.name));
  walk(program, (node) => {
    const source: Node | undefined = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration)$/.test(node.type) ? node.source
      : node.type === 'CallExpression' && isLoader(node.callee) ? node.arguments[0]
        : node.type === 'ImportExpression' ? node.source
          : node.type === 'TSImportType' ? (node.argument.literal ?? node.argument)
            : undefined;
    if (typeof source?.value !== 'string') return;
    const specifier = source.value;
    imports.push({
      specifier,
      target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
      isType: node.type === 'TSImportType' || (node.importKind ?? node.exportKind) === 'type',
      line: text.slice(0, node.start).split('\n').length,
    });
  });
  return { file, text, program, imports };
}

/** The package that a specifier loads: `jscodeshift` for `jscodeshift/src/getParser.js`. */
export const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Files that are loaded when `entries` are, they included. */
export function reachableFrom(entries: readonly Source[], all: readonly Source[]): Source[] {
  const known = new Map(all.map((source) => [source.file, source]));
  const reached = new Set(entries);
  for (const { imports } of reached) {
    for (const { target, isType } of imports) {
      const next = isType ? undefined : known.get(target);
      if (next) reached.add(next);
    }
  }
  return [...reached];
}

/** What a file calls of `modules`, by its own name there: `writeFile` for `fs.promises.writeFile(…)` and `writeFile(…)`. */
export function callsOf(source: Source, modules: RegExp): { name: string; call: Node; line: number }[] {
  const named = new Map<string, string>();
  const whole = new Set<string>();
  for (const statement of source.program.body as Node[]) {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type' || !modules.test(statement.source.value)) continue;
    for (const specifier of statement.specifiers as Node[]) {
      const imported = specifier.type === 'ImportSpecifier' ? specifier.imported.name : undefined;
      if (imported === undefined || imported === 'promises') whole.add(specifier.local.name);
      else named.set(specifier.local.name, imported);
    }
  }
  const found: { name: string; call: Node; line: number }[] = [];
  walk(source.program, (node) => {
    if (node.type !== 'CallExpression') return;
    let { callee } = node;
    const line = source.text.slice(0, node.start).split('\n').length;
    if (callee.type === 'Identifier' && named.has(callee.name)) found.push({ name: named.get(callee.name)!, call: node, line });
    const name: string | undefined = callee.property?.name;
    while (callee.type === 'MemberExpression') callee = callee.object;
    if (name !== undefined && callee.type === 'Identifier' && whole.has(callee.name)) found.push({ name, call: node, line });
  });
  return found;
}
