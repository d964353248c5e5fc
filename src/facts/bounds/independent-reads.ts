// Reads of files that follow one another and have nothing to do with one another: `const a = await readFile('a'); const b = await stat('b');`.
import { isReadOnly } from '../../apis/read-only.ts';
import { unwrap, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { isSteady, isText } from './steady.ts';

export interface IndependentRead {
  readonly statement: Node;
  readonly pattern: Node;
  readonly call: Node;
  /** `fs.promises.readFile` */
  readonly api: string;
}

/** Statements of one block, two or more, without a gap. */
export interface IndependentReads {
  readonly reads: readonly IndependentRead[];
  /** A comment or code between them would be lost. */
  readonly obstacle?: { readonly code: string; readonly to?: string };
}

/** All of a program, in source order. Its parents must be linked. */
export function independentReads(program: Node, names: NameUses, text: string): IndependentReads[] {
  const found: IndependentReads[] = [];
  walk(program, (node) => {
    const statements: readonly Node[] | undefined = node.type === 'BlockStatement' || node.type === 'Program' ? node['body'] : node.type === 'SwitchCase' ? node['consequent'] : undefined;
    let run: IndependentRead[] = [];
    const end = (): void => {
      if (run.length > 1) found.push(withObstacle(run, text));
      run = [];
    };
    for (const statement of statements ?? []) {
      const read = readAt(statement, names);
      if (!read) end();
      else {
        if (run.some((earlier) => usesNamesOf(read.call, earlier.pattern))) end();
        run.push(read);
      }
    }
    end();
  });
  return found;
}

function withObstacle(reads: readonly IndependentRead[], text: string): IndependentReads {
  const between = reads.slice(1).map(({ statement }, i) => text.slice(reads[i]!.statement.end, statement.start));
  return between.some((gap) => gap.trim() !== '') ? { reads, obstacle: { code: 'bound-comment' } } : { reads };
}

/** `const pattern = await read(…)` with arguments that mean the same earlier. */
function readAt(statement: Node, names: NameUses): IndependentRead | undefined {
  if (statement.type !== 'VariableDeclaration' || statement['kind'] !== 'const' || statement['declarations'].length !== 1) return undefined;
  const { id, init } = statement['declarations'][0];
  const wait = init && unwrap(init);
  const call = wait?.type === 'AwaitExpression' ? unwrap(wait['argument']) : undefined;
  // what brackets or types stand around would have to move
  if (call?.type !== 'CallExpression' || wait !== init || wait['argument'] !== call || call['typeParameters'] || call['typeArguments'] || !isPlainPattern(id)) return undefined;
  const api = readOf(call, names);
  return api !== undefined && isSteadyRead(call, api, names) ? { statement, pattern: id, call, api } : undefined;
}

/** `fs.promises.readFile`, where `call` is one of a function that only reads. */
export function readOf(call: Node, names: NameUses): string | undefined {
  const origin = originOf(call['callee'], names);
  return origin && isReadOnly(origin.specifier, origin.path) ? `${origin.specifier.replace(/^node:/, '')}.${origin.path}` : undefined;
}

/** Whether a read is the same one when it is begun earlier. @param api what `readOf` says */
export function isSteadyRead(call: Node, api: string, names: NameUses): boolean {
  const args = call['arguments'] as Node[];
  if (args.length === 0 || !args.every((each) => isSteady(each, names))) return false;
  // a number or a handle is read from where the last read ended
  return !/readFile$/.test(api) || isText(args[0]!, names);
}

/** Names, or names of properties, without types and defaults. */
function isPlainPattern(pattern: Node): boolean {
  if (pattern['typeAnnotation']) return false;
  if (pattern.type === 'Identifier') return true;
  return pattern.type === 'ObjectPattern' && (pattern['properties'] as Node[]).every((each) => each.type === 'ObjectProperty' && !each['computed'] && each['value'].type === 'Identifier');
}

/** Whether an expression mentions a name that a pattern declares. */
export function usesNamesOf(expression: Node, pattern: Node): boolean {
  const declared = new Set<string>();
  walk(pattern, (node) => { if (node.type === 'Identifier') declared.add(node['name']); });
  let uses = false;
  walk(expression, (node) => { if (node.type === 'Identifier' && declared.has(node['name'])) uses = true; });
  return uses;
}
