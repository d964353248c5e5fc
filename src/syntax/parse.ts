// The one parse() of the project, and the only importer of jscodeshift: text -> Babel AST with exact UTF-16 offsets.
import getParser from 'jscodeshift/src/getParser.js';
import type { Dialect, ModuleKind } from '../core/source.ts';
import type { Node } from './node.ts';

/** Thrown when a text is not valid in its dialect; `line` is 1-based. */
export class ParseError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = 'ParseError';
    this.line = line;
  }
}

/** What Babel throws. */
interface SyntaxProblem {
  readonly message: string;
  readonly pos?: number;
  readonly loc?: { readonly line: number };
}

const common = ['decorators-legacy', 'decoratorAutoAccessors', 'exportDefaultFrom', 'importAttributes', 'explicitResourceManagement'];

const plugins: Record<Dialect, readonly unknown[]> = {
  js: ['jsx', ...common],
  jsx: ['jsx', ...common],
  flow: ['jsx', ['flow', { all: true }], 'flowComments', ...common],
  ts: ['typescript', ...common],
  tsx: ['typescript', 'jsx', ...common],
  dts: [['typescript', { dts: true }], ...common],
};

function tryParse(text: string, dialect: Dialect, sourceType: 'script' | 'module'): Node {
  // jscodeshift's other parsers fix their options (and collect every token, a quarter of the time); babylon takes ours.
  const parser = getParser('babylon', {
    sourceType,
    allowReturnOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    allowUndeclaredExports: true,
    allowSuperOutsideMethod: true,
    errorRecovery: false,
    attachComment: false,
    tokens: false,
    plugins: plugins[dialect],
  });
  return parser.parse(text) as Node;
}

/**
 * Parses `text` in its dialect.
 *
 * CommonJS is read as a sloppy script first (so `await` may be a name, as Node has it), then as a module, because a
 * `.js` file with `import` in a package without `"type"` is usually compiled by a bundler.
 *
 * @returns Babel's `File` node; `start`/`end` are UTF-16 offsets in `text` (a BOM counts as one).
 * @throws ParseError when the text is not valid.
 */
export function parse(text: string, dialect: Dialect, moduleKind: ModuleKind): Node {
  const order = moduleKind === 'esm' ? (['module'] as const) : (['script', 'module'] as const);
  let furthest: SyntaxProblem | undefined;
  for (const sourceType of order) {
    try {
      return tryParse(text, dialect, sourceType);
    } catch (error) {
      // what was read furthest is what the text was meant to be
      if (!furthest || ((error as SyntaxProblem).pos ?? -1) > (furthest.pos ?? -1)) furthest = error as SyntaxProblem;
    }
  }
  if (dialect === 'js') {
    try {
      return tryParse(text, 'flow', 'module');
    } catch {
      // not Flow either: the message about plain JavaScript is the one that helps
    }
  }
  const { message, loc } = furthest!;
  throw new ParseError(String(message).replace(/\s*\(\d+:\d+\)$/, ''), loc?.line ?? 1);
}
