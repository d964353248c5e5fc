// Where a request goes and what it is told: whether all of that is known, and whether fetch can do it.
import { BODILESS_METHODS, CARRIED_OPTIONS, IDLE_OPTIONS, REFUSED_HEADERS, REFUSED_METHODS, UNFRAMED_METHODS } from '../../apis/http-requests.ts';
import { isFunction, keyName, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { Unfit } from '../unfit.ts';

/** The value of the body as the code writes it. */
export interface Sent {
  readonly value: Node;
  /** It is written only where it is something. */
  readonly maybe: boolean;
}

const STRING_METHODS = /^(startsWith|endsWith|split|trim|toLowerCase|toUpperCase|charAt|charCodeAt|substr|substring|match|replace|replaceAll|padStart|padEnd)$/;

/** Checks the arguments before the callback. @throws Unfit */
export function checkTarget(given: readonly Node[], body: Sent | undefined, names: NameUses, text: string, at: Node): void {
  const [input, options] = given;
  if (!input || given.length > 2 || given.some(({ type }) => type === 'SpreadElement')) throw new Unfit('http-target', at, 'its arguments');
  const isAddress = isUrl(input, { names, text }, new Set());
  if (options && !isAddress) throw new Unfit('http-target', input, shown(input, text));
  const told = options ?? (isAddress ? undefined : input);
  const known = told ? new Options(names, text).read(told) : new Map<string, Node>();
  checkMethod(known, body, at);
  checkHeaders(known.get('headers'), body, names, text);
}

const shown = ({ start, end }: Node, text: string): string => text.slice(start, end).replace(/\s+/g, ' ').slice(0, 60);

/** A file's text with its names. */
interface FileNames {
  readonly names: NameUses;
  readonly text: string;
}

/**
 * Whether an expression is a string or a URL: by what gives it, by its type, by a use that only strings have, or by the name of a
 * parameter. An object under such a name goes as well; of options that fetch does not have httpFetch says so.
 */
function isUrl(expression: Node, file: FileNames, asked: Set<Node>): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': case 'TemplateLiteral': return true;
    case 'BinaryExpression': return node.operator === '+' && [node.left, node.right].some((side) => isUrl(side, file, asked));
    case 'ConditionalExpression': return isUrl(node.consequent, file, asked) && isUrl(node.alternate, file, asked);
    case 'NewExpression': return node.callee.type === 'Identifier' && node.callee.name === 'URL';
    case 'CallExpression': {
      const origin = originOf(node.callee, file.names);
      if (origin && /^(node:)?url$/.test(origin.specifier) && /^(parse|format|resolve)$/.test(origin.path)) return true;
      const { callee } = node;
      if (callee.type === 'Identifier') return callee.name === 'String' && !file.names.bindings.get(callee);
      return callee.type === 'MemberExpression' && !callee.computed && /^(toString|trim|trimEnd|trimStart|toLowerCase|replace|replaceAll|substring|substr|join)$/.test(callee.property.name);
    }
    case 'MemberExpression': return !node.computed && node.property.name === 'href';
    case 'Identifier': return isUrlVariable(node, file, asked);
    default: return false;
  }
}

function isUrlVariable(identifier: Node, file: FileNames, asked: Set<Node>): boolean {
  const binding = file.names.bindings.get(identifier);
  if (!binding || asked.has(binding.uses[0]!)) return false;
  asked.add(binding.uses[0]!);
  const declared = binding.uses.find(({ parent }) => parent?.type === 'VariableDeclarator');
  const written = binding.uses.filter(isAssigned);
  if (declared && declared.parent.id === declared) {
    const values: (Node | null)[] = [declared.parent.init, ...written.map(({ parent }) => (parent.type === 'AssignmentExpression' && parent.operator === '=' ? parent.right : null))];
    // an assignment may add properties to what url.parse() gave
    return !binding.uses.some(isFilled) && values.every((value) => value !== null && isUrl(value, file, asked));
  }
  if (!binding.kinds.has('param') || binding.uses.some((use) => isFilled(use) || use.parent?.type === 'UnaryExpression')) return false;
  const isCalledSo = /(?:^|[a-z])(?:url|uri|href|endpoint)$/i.test(binding.name) && written.length === 0 && !binding.uses.some(({ parent }) => parent?.type === 'MemberExpression' && !isStringUse(parent.object, file.names));
  return isCalledSo || isDocumented(binding, file.text) || binding.uses.some((use) => use.typeAnnotation && isStringType(use.typeAnnotation.typeAnnotation)) || (written.length === 0 && binding.uses.some((use) => isStringUse(use, file.names)));
}

/** `@param {string} url` in the comment above the function. */
function isDocumented({ name, scope }: Binding, text: string): boolean {
  let at = scope;
  while (at['parent'] && !/^(Program|BlockStatement|ClassBody|ObjectExpression)$/.test(at['parent'].type)) at = at['parent'];
  const before = text.slice(0, at.start).trimEnd();
  if (!before.endsWith('*/')) return false;
  const comment = before.slice(before.lastIndexOf('/**'));
  return new RegExp(`@param\\s+\\{(?:string|URL|string\\|URL)\\}\\s+${name.replace(/\$/g, '\\$&')}(?![\\w$.])`).test(comment);
}

const isFilled = (use: Node): boolean => use.parent?.type === 'MemberExpression' && use.parent.object === use && isAssigned(use.parent);

const isStringType = (type: Node): boolean =>
  type.type === 'TSStringKeyword' || type.type === 'StringTypeAnnotation' || (type.type === 'TSTypeReference' && type.typeName.name === 'URL') || (type.type === 'TSUnionType' && (type.types as Node[]).every(isStringType));

/** A use that only a string can have, or what becomes a URL. */
function isStringUse(use: Node, names: NameUses): boolean {
  const parent = use['parent'] as Node;
  if (parent.type === 'MemberExpression' && parent.object === use && !parent.computed) return STRING_METHODS.test(parent.property.name) && parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  if (parent.type === 'NewExpression') return parent.callee.name === 'URL' && parent.arguments[0] === use;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== use) return false;
  const origin = originOf(parent.callee, names);
  return origin !== undefined && /^(node:)?url$/.test(origin.specifier) && origin.path === 'parse';
}

/** Reads options that are written down as a literal, in place or in a variable. */
class Options {
  readonly names: NameUses;
  readonly text: string;

  constructor(names: NameUses, text: string) {
    this.names = names;
    this.text = text;
  }

  /** @throws Unfit where one of them is not known, or is none of fetch's */
  read(expression: Node): ReadonlyMap<string, Node> {
    const known = new Map<string, Node>();
    const node = unwrap(expression);
    if (!/^(Identifier|ObjectExpression)$/.test(node.type)) throw new Unfit('http-target', node, shown(node, this.text));
    for (const [key, value, at] of node.type === 'Identifier' ? this.ofVariable(node) : propertiesOf(node)) {
      if (key === 'timeout') throw new Unfit('http-timeout', at);
      if (IDLE_OPTIONS.has(key)) continue;
      if (!CARRIED_OPTIONS.has(key)) throw new Unfit('http-options', at, key);
      if (known.has(key)) throw new Unfit('http-options', at, `${key}, which is set twice`);
      if (key === 'path' && value.type === 'StringLiteral' && !value.value.startsWith('/')) throw new Unfit('http-options', at, 'a path that does not begin with a slash');
      known.set(key, value);
    }
    return known;
  }

  /** A variable that holds a literal, to which properties may be added before. */
  private ofVariable(node: Node): [string, Node, Node][] {
    const binding = this.names.bindings.get(node);
    const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init);
    const unknown = (at: Node): Unfit => new Unfit('http-target', at, shown(at, this.text));
    if (!binding || !declared || declared['parent'].id !== declared) throw unknown(node);
    const { init } = declared.parent as Node;
    const parsed = init.type === 'CallExpression' && isUrl(init, this, new Set());
    if (!parsed && init.type !== 'ObjectExpression') throw unknown(node);
    const found = parsed ? [] : propertiesOf(init);
    for (const use of binding.uses) {
      const parent = use['parent'] as Node;
      if (use === declared || use === node || use.typeAnnotation) continue;
      // it may be filled anywhere else when it leaves the function
      if (parent.type !== 'MemberExpression' || parent.object !== use || parent.computed) throw unknown(use);
      if (!isAssigned(parent)) continue;
      if (parent.parent.type !== 'AssignmentExpression' || parent.parent.operator !== '=') throw unknown(use);
      found.push([parent.property.name, parent.parent.right, parent]);
    }
    return found;
  }
}

/** @throws Unfit for a spread or a computed name */
function propertiesOf(object: Node): [string, Node, Node][] {
  if (object.type !== 'ObjectExpression') throw new Unfit('http-options', object, 'options that are not written here');
  return (object.properties as Node[]).map((property) => {
    const key = property.type === 'ObjectProperty' ? keyName(property.key, property.computed) : undefined;
    if (key === undefined) throw new Unfit('http-options', property, 'options that are not written here');
    return [key, unwrap(property.value), property];
  });
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

function checkHeaders(given: Node | undefined, body: Sent | undefined, names: NameUses, text: string): void {
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
