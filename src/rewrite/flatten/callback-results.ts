// The success values of a callback -> what the awaited value is bound to, and the awaited call itself.
import type { Awaited } from '../../core/callbacks.ts';
import { isAssigned, type Binding } from '../../facts/name-uses.ts';
import type { Node } from '../../syntax/node.ts';
import { expression, freshName, type Flattening } from './flattening.ts';
import { written, type Piece } from './pieces.ts';

export interface Result {
  readonly keyword: 'const' | 'let';
  /** `data`, `{ stdout, stderr: text }` */
  readonly pattern: string;
  /** The pattern is one name. */
  readonly simple: boolean;
  readonly names: readonly string[];
  /** Parameters that are looked at. */
  readonly params: readonly Node[];
  /** How often they are. */
  readonly uses: number;
  /** Names that need no variable. */
  readonly unused: readonly Binding[];
  /** Names of values that are properties of the first one, with these. */
  readonly beside: readonly { readonly keyword: string; readonly name: string; readonly property: string }[];
  /** Uses of the values that can read a property of the error where there is one. */
  readonly onError: readonly { readonly use: Node; readonly field: string }[];
}

/** What the values of a callback become. */
export function resultOf(f: Flattening, values: readonly Node[], { beside, fields, onError, several }: Awaited): Result {
  const bindingsOf = (param: Node): Binding[] => [...new Set([...f.names.bindings].filter(([use]) => use.start >= param.start && use.end <= param.end).flatMap(([, binding]) => (binding?.kinds.has('param') ? [binding] : [])))];
  const isUsed = (param: Node): boolean => param.type !== 'Identifier' || bindingsOf(param).some(({ uses }) => uses.length > 1);
  const properties = beside ? values.slice(1, 1 + beside.length).flatMap((param, index) => (isUsed(param) ? [{ param, property: beside[index]! }] : [])) : [];
  // what others are read off needs a name
  const params = properties.length > 0 ? values.slice(0, 1) : values.filter(isUsed);
  const text = (param: Node): string => (param['optional'] ? optional(f, bare(param), param) : f.composer.print(expression(f, param, '')));
  const bare = (param: Node): string => (param.type === 'Identifier' ? f.composer.print(f.composer.emit(param.start, param.start + (param['name'] as string).length)) : text(param));
  const all = params.flatMap(bindingsOf);
  const isChanged = ({ uses }: Binding): boolean => uses.some((use) => isAssigned(use) && !values.some(({ start, end }) => use.start >= start && use.end <= end));
  const keyword = all.some(isChanged) ? 'let' : 'const';
  const member = (param: Node): string => {
    const field = fields![values.indexOf(param)]!;
    return bare(param) === field ? field : `${field}: ${bare(param)}`;
  };
  const [first] = params;
  const elements = values.slice(0, values.findLastIndex(isUsed) + 1).map((param) => (isUsed(param) ? bare(param) : ''));
  const pattern = fields ? `{ ${params.map(member).join(', ')} }` : several && first ? `[${elements.join(', ')}]` : first ? text(first) : '';
  return {
    keyword, pattern, simple: !fields && !several && first?.type === 'Identifier', names: params.map(bare), params,
    uses: all.reduce((count, { uses }) => count + uses.length - 1, 0), unused: values.filter((param) => !isUsed(param) && !params.includes(param)).flatMap(bindingsOf),
    beside: properties.map(({ param, property }) => ({ keyword: bindingsOf(param).some(isChanged) ? 'let' : 'const', name: bare(param), property })),
    onError: fields && onError ? params.flatMap((param) => bindingsOf(param).flatMap(({ uses }) => uses.map((use) => ({ use, field: fields[values.indexOf(param)]! })))) : [],
  };
}

/** `found?: T` as a variable. */
function optional(f: Flattening, name: string, param: Node): string {
  const type = param['typeAnnotation']?.typeAnnotation as Node | undefined;
  const written = type && f.composer.text.slice(type.start, type.end);
  return written === undefined ? name : `${name}: ${/^TS(Function|Constructor|Conditional)Type$/.test(type!.type) ? `(${written})` : written} | undefined`;
}

/** The call without its callback. */
export function awaitedCall(f: Flattening, call: Node, given: Node, how: Awaited, indent: string): Piece[] {
  if (how.kind === 'resolve') {
    const resolve = freshName(f, 'resolve', call);
    return f.composer.reindent([written(`new Promise((${resolve}) => `), ...f.composer.emit(call.start, given.start), written(resolve), ...f.composer.emit(given.end, call.end), written(')')], f.composer.indentAt(call.start), indent);
  }
  const { text } = f.composer;
  const callee = call['callee'] as Node;
  const args = call['arguments'] as Node[];
  const before = args.at(-2);
  const open = text.indexOf('(', (call['typeArguments'] ?? call['typeParameters'] ?? callee).end as number) + 1;
  const head: Piece[] = how.kind === 'callee' ? [written(how.text), ...f.composer.emit(callee.end, open)] : f.composer.emit(call.start, open);
  const others = before ? f.composer.emit(open, before.end) : [];
  return f.composer.reindent([...head, ...others, written(`)${how.suffix ?? ''}`)], f.composer.indentAt(call.start), indent);
}
