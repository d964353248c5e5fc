// AST nodes as plain records, and the walk over them. Babel's own types are too strict to share with jscodeshift's.

/** A Babel AST node. `start` and `end` are UTF-16 offsets. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint: the AST is dynamically shaped
  [key: string]: any;
}

/** Keys of objects that are no children. */
const SKIPPED = new Set(['parent', 'loc', 'extra', 'range', 'errors', 'comments', 'tokens', 'leadingComments', 'trailingComments', 'innerComments', 'interpreter']);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Calls `visit` for each direct child node, in source order of the properties. */
export function eachChild(node: Node, visit: (child: Node, key: string) => void): void {
  // for…in would look through Babel's prototype as well, which takes several times as long
  const keys = Object.keys(node);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    const value: unknown = node[key];
    // most values are plain: that is told faster than their names
    if (typeof value !== 'object' || value === null || SKIPPED.has(key)) continue;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) if (isNode(value[i])) visit(value[i] as Node, key);
    } else if (isNode(value)) visit(value, key);
  }
}

/** Depth-first walk; `enter` returns false to stay out of a node. */
export function walk(node: Node, enter: (node: Node, parent: Node | undefined) => boolean | void, parent?: Node): void {
  if (enter(node, parent) === false) return;
  eachChild(node, (child) => walk(child, enter, node));
}

/** Sets `parent` on every node of the tree. */
export function linkParents(root: Node): void {
  eachChild(root, (child) => {
    child.parent = root;
    linkParents(child);
  });
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ObjectMethod', 'ClassMethod', 'ClassPrivateMethod']);

/** True for every node that is a function with a body of its own. */
export const isFunction = (node: Node): boolean => FUNCTIONS.has(node.type);

/** Strips TypeScript's and Flow's expression wrappers: `x as T`, `<T>x`, `x!`, `(x: T)`, and parentheses. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (
    inner.type === 'TSAsExpression' || inner.type === 'TSTypeAssertion' || inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSSatisfiesExpression' || inner.type === 'TypeCastExpression' || inner.type === 'ParenthesizedExpression' ||
    inner.type === 'TSInstantiationExpression'
  ) inner = inner.expression;
  return inner;
}

/** Name of a non-computed key, or the value of a literal one; undefined when it is computed at run time. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (!computed && (key.type === 'Identifier' || key.type === 'JSXIdentifier')) return key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  if (computed && key.type === 'TemplateLiteral' && key.expressions.length === 0) return key.quasis[0].value.cooked;
  return undefined;
}
