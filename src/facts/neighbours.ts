// What a call is together with the code around it: half of a pair that must stay one step, or a read that a bundler may carry out.
import { eachChild, isFunction, keyName, unwrap, type Node } from '../syntax/node.ts';

/** A look whose answer a later act relies on, the act itself; or a read whose path is known while building. */
export type Neighbourhood = 'check-then-act' | 'inlinable';

const LOOKS = /^(?:existsSync|statSync|lstatSync|accessSync|pathExistsSync)$/;

/** `text` is the file's. */
export function neighbourhoodOf(call: Node, text: string): Neighbourhood | undefined {
  const name = calledName(call);
  if (name === undefined) return undefined;
  if (name === 'mkdirSync' && looksBefore(call, text)) return 'check-then-act';
  if (LOOKS.test(name) && isAnswered(call, text)) return 'check-then-act';
  return /^(?:readFileSync|readdirSync)$/.test(name) && call.arguments[0] && isFixed(call.arguments[0]) ? 'inlinable' : undefined;
}

const calledName = ({ callee }: Node): string | undefined => {
  const inner = callee && unwrap(callee);
  return inner?.type === 'Identifier' ? inner.name : inner?.type === 'MemberExpression' ? keyName(inner.property, inner.computed) : undefined;
};

const argument = (call: Node, text: string): string | undefined => call.arguments[0] && text.slice(call.arguments[0].start, call.arguments[0].end).replace(/\s+/g, ' ');

/** Makes one folder and fails when it is there. */
const makesOne = (call: Node, text: string): boolean => calledName(call) === 'mkdirSync' && !/\brecursive\b/.test(text.slice(call.arguments[1]?.start ?? call.end, call.end));

/** `if (!existsSync(dir)) … mkdirSync(dir)`, seen from the act; a failure that is caught on the way is somebody's answer to the race. */
function looksBefore(call: Node, text: string): boolean {
  if (!makesOne(call, text)) return false;
  for (let at = call; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler) return false;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at && has(parent.test, (inner) => isLook(inner, call, text))) return true;
    if (parent.type === 'LogicalExpression' && parent.right === at && has(parent.left, (inner) => isLook(inner, call, text))) return true;
  }
  return false;
}

/** The same, seen from the look. */
function isAnswered(call: Node, text: string): boolean {
  for (let at = call; at.parent && !isFunction(at.parent) && !/Statement$/.test(at.type); at = at.parent) {
    const { parent } = at;
    const branches = (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === at ? [parent.consequent, parent.alternate] : parent.type === 'LogicalExpression' && parent.left === at ? [parent.right] : [];
    if (branches.some((branch) => branch && has(branch, (inner) => makesOne(inner, text) && isLook(call, inner, text) && looksBefore(inner, text)))) return true;
  }
  return false;
}

const isLook = (look: Node, act: Node, text: string): boolean => look.type === 'CallExpression' && LOOKS.test(calledName(look) ?? '') && argument(look, text) === argument(act, text);

function has(node: Node, wanted: (call: Node) => boolean): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'CallExpression' && wanted(node)) return true;
  let found = false;
  eachChild(node, (child) => { found ||= has(child, wanted); });
  return found;
}

/** `__dirname + '/x'`, `path.join(__dirname, 'x')`, `require.resolve('x')` */
function isFixed(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === '__dirname' || node.name === '__filename';
  if (node.type === 'MemberExpression') return node.object.name === 'require' && keyName(node.property, node.computed) === 'resolve';
  let found = false;
  eachChild(node, (child) => { found ||= isFixed(child); });
  return found;
}
