// What one flattening of a file knows while it goes: names, comments, style, which chains went and which stay, and why.
import type { Style } from '../../core/style.ts';
import type { Chain } from '../../facts/chains.ts';
import { isAssigned, type Binding, type NameUses } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { unwrap, type Node } from '../../syntax/node.ts';
import { written, type Composer, type Piece } from './pieces.ts';

/** Code that comes to stand in `scope`, `path` blocks deep that are new there. */
export interface Region {
  readonly node: Node;
  readonly scope: Node;
  readonly path: string;
  /** The node is a handler whose names are declared there. */
  readonly declares: boolean;
  /** Names of the node that are not declared there: what is not used, or is named elsewhere. */
  readonly without?: ReadonlySet<Binding>;
  /** The only one of them that is declared there: by a catch clause, which others may hide in blocks inside of it. */
  readonly caught?: Binding;
}

/** What becomes of a value. */
export type Consume =
  | { readonly kind: 'return' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'bind'; readonly keyword: string; readonly target: string; readonly simple: boolean }
  /** `stale`: the variable may hold something already; `own`: it was made for this value, so nothing else reads it. */
  | { readonly kind: 'assign'; readonly target: string; readonly stale: boolean; readonly own: boolean };

/** Where lines go. */
export interface Context {
  readonly indent: string;
  /** Lines stand in a `try` that is new: what is returned has to be awaited. */
  readonly inTry: boolean;
  /** Nothing of the function runs after them. */
  readonly tail: boolean;
  readonly scope: Node;
  readonly path: string;
}

/** Statements, one element each; their further lines are indented already. */
export interface Lines {
  readonly lines: readonly (readonly Piece[])[];
  /** Control may go on after them. */
  readonly completes: boolean;
}

export interface Flattening {
  readonly composer: Composer;
  readonly names: NameUses;
  readonly comments: readonly Node[];
  readonly style: Style;
  readonly typed: boolean;
  /** Chains that were flattened, by their outermost call. */
  readonly flattened: Set<Node>;
  readonly stays: Map<Node, Unfit>;
  readonly regions: Region[];
  /** Variables that are given the value of a chain: within it no other name may hide them. */
  readonly targets: { readonly chain: Node; readonly target: Node }[];
  /** Names that were made up. */
  readonly made: Set<string>;
  blocks: number;
  /** What speaks against a chain before anything is tried. */
  readonly mayFlatten: (chain: Chain) => Unfit | undefined;
}

/** A name that is nowhere in the file, or in the function `within`, like `base`. */
export function freshName(f: Flattening, base: string, within?: Node): string {
  const words = within ? wordsIn(f, within) : f.names.words;
  const key = (name: string): string => (within ? `${within.start} ${name}` : name);
  let name = base;
  for (let n = 1; words.has(name) || f.made.has(key(name)); n++) name = `${base}${n}`;
  f.made.add(key(name));
  return name;
}

const wordsIn = ({ names }: Flattening, { start, end }: Node): Set<string> => new Set([...names.bindings.keys()].filter((use) => use.start >= start && use.end <= end).map(({ name }) => name as string));

export const semicolon = (f: Flattening): Piece => written(f.style.semicolons ? ';' : '');

/** The pieces of one expression, its further lines indented for `indent`. */
export function expression(f: Flattening, node: Node, indent: string): Piece[] {
  return f.composer.reindent(f.composer.emit(node.start, node.end), f.composer.indentAt(node.start), indent);
}

const TIGHT = /^(Identifier|ThisExpression|MemberExpression|OptionalMemberExpression|CallExpression|OptionalCallExpression|NewExpression|ImportExpression|TemplateLiteral|TaggedTemplateExpression|ArrayExpression|ObjectExpression|AwaitExpression|UnaryExpression|\w+Literal|TSNonNullExpression)$/;

/** `await` and the expression, parenthesised where that is needed. */
export function awaited(f: Flattening, node: Node, indent: string): Piece[] {
  const pieces = expression(f, node, indent);
  if (node.type === 'AwaitExpression') return pieces;
  return TIGHT.test(node.type) ? [written('await '), ...pieces] : [written('await ('), ...pieces, written(')')];
}

/** Variables whose value was waited for: what a handler gets is never a promise. */
export function isPlain(f: Flattening): (identifier: Node) => boolean {
  return (identifier) => {
    const binding = f.names.bindings.get(identifier);
    return binding !== undefined && isHandlerParameter(binding, f.regions);
  };
}

const isHandlerParameter = (binding: Binding, regions: readonly Region[]): boolean =>
  binding.kinds.has('param') && binding.kinds.size === 1 && !binding.uses.some(isAssigned) && regions.some(({ node, declares }) => declares && node === binding.scope && (node.params as Node[])[0]?.type === 'Identifier' && !isFailure(node));

/** The function is given a reason, which may be anything, a promise too. */
function isFailure(fn: Node): boolean {
  const call = fn.parent as Node;
  return call.type === 'CallExpression' && (call.arguments[0] !== fn || call.callee.property?.name !== 'then');
}

/** The statement that consumes a value which is written as `pieces`. */
export function consuming(f: Flattening, consume: Consume, value: readonly Piece[]): Piece[] {
  switch (consume.kind) {
    case 'return': return [written('return '), ...value, semicolon(f)];
    case 'bind': return [written(`${consume.keyword} ${consume.target} = `), ...value, semicolon(f)];
    case 'assign': return [written(`${consume.target} = `), ...value, semicolon(f)];
    case 'drop': return [...value, semicolon(f)];
  }
}

/** Statements one below the other. */
export function joined(f: Flattening, lines: readonly (readonly Piece[])[], indent: string): Piece[] {
  const out: Piece[] = [];
  let last = '';
  for (const line of lines) {
    const text = f.composer.print(line);
    // a line that begins with ( or [ would go on with a statement without a semicolon
    const guard = last !== '' && /^[([`/+-]/.test(text) && !/^\/[/*]/.test(text) && !/[;{}]$/.test(last.trimEnd());
    if (out.length > 0) out.push(written(f.style.eol + (text === '' ? '' : indent)));
    if (guard) out.push(written(';'));
    out.push(...line);
    last = text;
  }
  return out;
}

/** `{`, the lines one level deeper, `}`. */
export function block(f: Flattening, lines: readonly (readonly Piece[])[], indent: string): Piece[] {
  const inner = indent + f.style.indent;
  if (lines.length === 0) return [written('{}')];
  return [written(`{${f.style.eol}${inner}`), ...joined(f, lines, inner), written(`${f.style.eol}${indent}}`)];
}

/** Comments between two offsets, each a line of its own. */
export function commentsBetween(f: Flattening, start: number, end: number, indent: string): Piece[][] {
  return f.comments.filter((each) => each.start >= start && each.end <= end).map((each) => f.composer.reindent([{ start: each.start, end: each.end }], f.composer.indentAt(each.start), indent));
}

/** An expression that need not be written where its value is dropped. */
export const isIdle = (node: Node): boolean => /^(Identifier|ThisExpression|StringLiteral|NumericLiteral|BooleanLiteral|NullLiteral|FunctionExpression|ArrowFunctionExpression)$/.test(unwrap(node).type);
