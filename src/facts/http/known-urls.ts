// Whether an expression is a URL for certain, as far as its own file says: where a request goes has to be known.
import { unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type Binding, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';

const STRING_METHODS = /^(startsWith|endsWith|split|trim|toLowerCase|toUpperCase|charAt|charCodeAt|substr|substring|match|replace|replaceAll|padStart|padEnd)$/;

/** The text of a node, for a report. */
export const shown = ({ start, end }: Node, text: string): string => text.slice(start, end).replace(/\s+/g, ' ').slice(0, 60);

/** A file's text with its names. */
export interface FileNames {
  readonly names: NameUses;
  readonly text: string;
  /** Nothing but a string counts, and no name speaks for one. */
  readonly isCertain?: boolean;
}

/**
 * Whether an expression is a string or a URL: by what gives it, by its type, by a use that only strings have, or by the name of a
 * parameter. An object under such a name goes as well; of options that fetch does not have httpFetch says so.
 */
export function isUrl(expression: Node, file: FileNames, asked: Set<Node> = new Set()): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': case 'TemplateLiteral': return true;
    case 'BinaryExpression': return node.operator === '+' && [node.left, node.right].some((side) => isUrl(side, file, asked));
    case 'ConditionalExpression': return isUrl(node.consequent, file, asked) && isUrl(node.alternate, file, asked);
    case 'NewExpression': return !file.isCertain && node.callee.type === 'Identifier' && node.callee.name === 'URL';
    case 'CallExpression': {
      const origin = originOf(node.callee, file.names);
      if (origin && /^(node:)?url$/.test(origin.specifier) && /^(parse|format|resolve)$/.test(origin.path)) return !(file.isCertain && origin.path === 'parse');
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
  const isCalledSo = !file.isCertain && /(?:^|[a-z])(?:url|uri|href|endpoint)$/i.test(binding.name) && written.length === 0 && !binding.uses.some(({ parent }) => parent?.type === 'MemberExpression' && !isStringUse(parent.object, file));
  return isCalledSo || isDocumented(binding, file) || binding.uses.some((use) => use.typeAnnotation && isStringType(use.typeAnnotation.typeAnnotation, file)) || (written.length === 0 && binding.uses.some((use) => isStringUse(use, file)));
}

/** `@param {string} url` in the comment above the function. */
function isDocumented({ name, scope }: Binding, { text, isCertain }: FileNames): boolean {
  let at = scope;
  while (at['parent'] && !/^(Program|BlockStatement|ClassBody|ObjectExpression)$/.test(at['parent'].type)) at = at['parent'];
  const before = text.slice(0, at.start).trimEnd();
  if (!before.endsWith('*/')) return false;
  const comment = before.slice(before.lastIndexOf('/**'));
  const types = isCertain ? 'string' : 'string|URL|string\\|URL';
  return new RegExp(`@param\\s+\\{(?:${types})\\}\\s+${name.replace(/\$/g, '\\$&')}(?![\\w$.])`).test(comment);
}

const isFilled = (use: Node): boolean => use.parent?.type === 'MemberExpression' && use.parent.object === use && isAssigned(use.parent);

const isStringType = (type: Node, file: FileNames): boolean =>
  type.type === 'TSStringKeyword' || type.type === 'StringTypeAnnotation' || (type.type === 'TSTypeReference' && !file.isCertain && type.typeName.name === 'URL') || (type.type === 'TSUnionType' && (type.types as Node[]).every((each) => isStringType(each, file)));

/** A use that only a string can have, or what becomes a URL. */
function isStringUse(use: Node, { names, isCertain }: FileNames): boolean {
  const parent = use['parent'] as Node;
  if (parent.type === 'MemberExpression' && parent.object === use && !parent.computed) return STRING_METHODS.test(parent.property.name) && parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  if (parent.type === 'NewExpression') return !isCertain && parent.callee.name === 'URL' && parent.arguments[0] === use;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== use) return false;
  const origin = originOf(parent.callee, names);
  return origin !== undefined && /^(node:)?url$/.test(origin.specifier) && origin.path === 'parse';
}
