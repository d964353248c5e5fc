// The mistakes of a migration from synchronous to asynchronous code, each as a change of a text that was migrated right.
import type { FileChange } from '../../src/core/edit.ts';
import type { SourceFile } from '../../src/core/source.ts';
import { eachChild, isFunction, linkParents, walk, type Node } from '../../src/syntax/node.ts';
import { parse } from '../../src/syntax/parse.ts';

export const MISTAKES = ['dropped-await', 'dropped-async', 'floating-call', 'missing-promise-all', 'wrong-export'] as const;
export type Mistake = (typeof MISTAKES)[number];

/** One mistake that can be planted. */
export interface Mutant {
  readonly mistake: Mistake;
  readonly file: string;
  readonly line: number;
  /** What is done, in words. */
  readonly what: string;
  /** The file's text with the mistake. */
  readonly text: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Runtime functions of the rewriter, and the array methods that someone in a hurry would have left. */
const LOOPS: Readonly<Record<string, string>> = {
  forEachAsync: 'forEach', mapAsync: 'map', filterAsync: 'filter', findAsync: 'find', someAsync: 'some', everyAsync: 'every', reduceAsync: 'reduce', flatMapAsync: 'flatMap', findIndexAsync: 'findIndex',
};

/** Every mistake that can be planted into a migrated file; only where the migration changed something. */
export function mutantsOf(source: SourceFile, { before, after }: Pick<FileChange, 'before' | 'after'>): Mutant[] {
  const ast = parse(after, source.dialect, source.moduleKind);
  linkParents(ast);
  const mutants: Mutant[] = [];
  const oldAwaits = awaitedTexts(before, source);
  const plant = (mistake: Mistake, at: Node, what: string, ...edits: Edit[]): void => {
    const text = edits.sort((a, b) => b.start - a.start).reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), after);
    mutants.push({ mistake, file: source.id, line: after.slice(0, at.start).split('\n').length, what, text });
  };
  const textOf = (node: Node): string => after.slice(node.start, node.end);

  walk(ast.program, (node) => {
    if (isRuntime(node)) return false;
    if (node.type === 'AwaitExpression' && !oldAwaits.has(textOf(node))) {
      const dropped = { start: node.start, end: node.argument.start, text: '' };
      if (node.parent.type === 'ExpressionStatement') plant('floating-call', node, `the statement ${short(textOf(node))} is not awaited`, dropped);
      else if (!isReturned(node)) plant('dropped-await', node, `await is left out before ${short(textOf(node.argument))}`, dropped);
      const call = node.argument;
      const method = call.type === 'CallExpression' && call.callee.type === 'Identifier' ? LOOPS[call.callee.name] : undefined;
      if (method !== undefined && call.arguments.length > 1) {
        const rest = call.arguments.slice(1).map(textOf).join(', ');
        const list = textOf(call.arguments[0]);
        plant('missing-promise-all', node, `${call.callee.name} becomes .${method} without Promise.all`, { start: node.start, end: node.end, text: `(${list}).${method}(${rest})` });
        if (method === 'map') plant('missing-promise-all', node, 'mapAsync becomes an awaited .map', { start: node.start, end: node.end, text: `await (${list}).map(${rest})` });
      }
    }
    if (node.type === 'CallExpression' && textOf(node.callee) === 'Promise.all' && node.arguments[0] && !before.includes('Promise.all')) plant('missing-promise-all', node, 'Promise.all is left out', { start: node.start, end: node.end, text: textOf(node.arguments[0]) });
    if (isFunction(node) && node.async && !node.generator && waits(node)) {
      const async = /^(?:static\s+)?async\s+/.exec(textOf(node));
      if (async) plant('dropped-async', node, `async is left out of ${short(textOf(node))}`, { start: node.start + async[0].length - async[0].trimStart().length + async[0].search(/async/), end: node.start + async[0].length, text: '' });
    }
    return undefined;
  });
  exportMistakes(ast.program, source, textOf, plant);
  return mutants;
}

function exportMistakes(program: Node, source: SourceFile, textOf: (node: Node) => string, plant: (mistake: Mistake, at: Node, what: string, ...edits: Edit[]) => void): void {
  const asynchronous = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.async && node.id) asynchronous.add(node.id.name);
  });
  for (const statement of program.body as Node[]) {
    const assignment = statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' ? statement.expression : undefined;
    if (assignment && /^(?:module\.)?exports\b/.test(textOf(assignment.left))) {
      const { right } = assignment;
      plant('wrong-export', statement, `${textOf(assignment.left)} moves into an async function`, { start: statement.start, end: statement.end, text: `(async () => { ${textOf(statement)} })();` });
      if (right.type === 'Identifier' && asynchronous.has(right.name)) plant('wrong-export', right, `the promise of ${right.name}() is exported`, { start: right.end, end: right.end, text: '()' });
      if (right.type === 'ObjectExpression') for (const property of right.properties as Node[]) {
        plant('wrong-export', property, `${short(textOf(property))} is left out of the exports`, { start: property.start, end: property.end, text: '' }, ...commaAfter(property, right, textOf));
      }
    }
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'FunctionDeclaration') plant('wrong-export', statement, `${statement.declaration.id.name} is no longer exported`, { start: statement.start, end: statement.declaration.start, text: '' });
  }
  void source;
}

/** The comma that goes with a property that goes. */
function commaAfter(property: Node, object: Node, textOf: (node: Node) => string): Edit[] {
  const rest = textOf(object).slice(property.end - object.start);
  const comma = /^\s*,/.exec(rest);
  return comma ? [{ start: property.end, end: property.end + comma[0].length, text: '' }] : [];
}

/** In a function that the rewriter appends: nobody writes those by hand. */
const isRuntime = (node: Node): boolean => node.type === 'FunctionDeclaration' && (/^(?:settled|spawnAsync|exec\w*Async|breadthFirst)/.test(node.id?.name ?? '') || LOOPS[node.id?.name] !== undefined) && node.parent.type === 'Program';

/** `return await f()` outside of try: without await it means the same. */
function isReturned(node: Node): boolean {
  let at = node;
  while (at.parent.type === 'ParenthesizedExpression' || (at.parent.type === 'ConditionalExpression' && at.parent.test !== at)) at = at.parent;
  if (at.parent.type === 'ArrowFunctionExpression') return at.parent.body === at;
  if (at.parent.type !== 'ReturnStatement') return false;
  for (let up = at.parent; up && !isFunction(up); up = up.parent) if (up.type === 'TryStatement') return false;
  return true;
}

function waits(fn: Node): boolean {
  let found = false;
  const visit = (node: Node): void => {
    if (node.type === 'AwaitExpression') found = true;
    if (!isFunction(node)) eachChild(node, visit);
  };
  visit(fn.body);
  return found;
}

function awaitedTexts(text: string, source: SourceFile): Set<string> {
  const texts = new Set<string>();
  walk(parse(text, source.dialect, source.moduleKind).program, (node) => {
    if (node.type === 'AwaitExpression') texts.add(text.slice(node.start, node.end));
  });
  return texts;
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text).replace(/\s+/g, ' ');
