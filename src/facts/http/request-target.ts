// Where a request goes and what it is told: whether all of that is known, and whether fetch can do it.
import { BODILESS_METHODS, CARRIED_OPTIONS, IDLE_OPTIONS, REFUSED_HEADERS, REFUSED_METHODS, UNFRAMED_METHODS } from '../../apis/http-requests.ts';
import { isFunction, keyName, unwrap, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import { Unfit } from '../unfit.ts';
import { isUrl, shown } from './known-urls.ts';
import { LiteralOptions } from './literal-options.ts';

/** The value of the body as the code writes it. */
export interface Sent {
  readonly value: Node;
  /** It is written only where it is something. */
  readonly maybe: boolean;
}

/** Checks the arguments before the callback. @throws Unfit */
export function checkTarget(given: readonly Node[], body: Sent | undefined, names: NameUses, text: string, at: Node): void {
  const [input, options] = given;
  if (!input || given.length > 2 || given.some(({ type }) => type === 'SpreadElement')) throw new Unfit('http-target', at, 'its arguments');
  const isAddress = isUrl(input, { names, text });
  if (options && !isAddress) throw new Unfit('http-target', input, shown(input, text));
  const told = options ?? (isAddress ? undefined : input);
  const known = told ? new LiteralOptions({ names, text }, judge).read(told) : new Map<string, Node>();
  checkMethod(known, body, at);
  checkHeaders(known.get('headers'), body, names, text);
}

/** @throws Unfit for an option that fetch does not have */
function judge(key: string, value: Node, at: Node): 'carried' | 'idle' {
  if (key === 'timeout') throw new Unfit('http-timeout', at);
  if (IDLE_OPTIONS.has(key)) return 'idle';
  if (!CARRIED_OPTIONS.has(key)) throw new Unfit('http-options', at, key);
  if (key === 'path' && value.type === 'StringLiteral' && !value.value.startsWith('/')) throw new Unfit('http-options', at, 'a path that does not begin with a slash');
  return 'carried';
}

function checkMethod(known: ReadonlyMap<string, Node>, body: Sent | undefined, at: Node): void {
  const given = known.get('method');
  const method = given?.type === 'StringLiteral' ? (given.value as string).toUpperCase() : given ? undefined : 'GET';
  if (method !== undefined && REFUSED_METHODS.has(method)) throw new Unfit('http-options', given!, `the method ${method}`);
  if (!body) return;
  if (method === undefined || BODILESS_METHODS.has(method)) throw new Unfit('http-get-body', at);
  const headers = known.get('headers');
  const hasLength = headers?.type === 'ObjectExpression' && (headers.properties as Node[]).some((each) => each.type === 'ObjectProperty' && keyName(each.key, each.computed)?.toLowerCase() === 'content-length');
  if (UNFRAMED_METHODS.has(method) && !hasLength) throw new Unfit('http-get-body', at);
}

/** @throws Unfit where headers are not seen, or are those that fetch sets itself */
export function checkHeaders(given: Node | undefined, body: Sent | undefined, names: NameUses, text: string): void {
  if (!given) return;
  const declared = given.type === 'Identifier' ? names.bindings.get(given) : undefined;
  const holder = declared?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init);
  const isHeld = holder && holder.parent.id === holder && declared!.uses.every((use) => use === holder || use === given);
  const object: Node = isHeld ? unwrap(holder.parent.init) : given;
  if (object.type !== 'ObjectExpression') throw new Unfit('http-headers', given, shown(given, text));
  for (const property of object.properties as Node[]) {
    const name = property.type === 'ObjectProperty' ? keyName(property.key, property.computed)?.toLowerCase() : undefined;
    if (name === undefined || isFunction(property)) throw new Unfit('http-headers', property, shown(property, text));
    const value = unwrap(property.value);
    const plain = value.type === 'StringLiteral' ? value.value : undefined;
    if (REFUSED_HEADERS.has(name) || (name === 'connection' && plain !== 'close' && plain !== 'keep-alive') || value.type === 'ArrayExpression') throw new Unfit('http-headers', property, name);
    if (name === 'content-length' && !isLengthOf(value, body, text)) throw new Unfit('http-headers', property, 'a length that may be another one than that of the body');
  }
}

/** `Buffer.byteLength(body)`, of the expression that is sent. */
function isLengthOf(value: Node, body: Sent | undefined, text: string): boolean {
  if (!body) return value.type === 'NumericLiteral' && value.value === 0;
  if (value.type !== 'CallExpression' || text.slice(value.callee.start, value.callee.end) !== 'Buffer.byteLength') return false;
  const [of, encoding] = value.arguments as Node[];
  const isUtf8 = !encoding || (encoding.type === 'StringLiteral' && /^utf-?8$/i.test(encoding.value));
  return isUtf8 && of !== undefined && body.value.type === 'Identifier' && of.type === 'Identifier' && of.name === body.value.name;
}
