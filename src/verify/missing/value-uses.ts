// Uses of a promise that make sense only of the value that it will hold: nobody who meant the promise writes them.
import { keyName, type Node } from '../../syntax/node.ts';
import { isTransparent } from '../static/promise-uses.ts';
import { isCall, isMember, memberName, pathOf, type FileView } from '../static/tree.ts';
import { isAssertedValue } from './assertions.ts';
import type { Certainty } from './certain-promises.ts';
import { isLiteral, isNothing } from './literals.ts';

/** What every promise has: reading it says nothing. */
const OF_PROMISES = new Set(['then', 'catch', 'finally', ...Object.getOwnPropertyNames(Object.prototype)]);
/** Getters that assertion libraries put on every object. */
const OF_ASSERTIONS = /^(?:should|must|eventually|(?:re(?:solve|ject)|fulfill?)(?:s|d|ed)?)$/;
/** Methods of promises of libraries: who calls one means the promise. */
const OF_LIBRARIES = /^(?:all|always|any|asCallback|bind|call|cancel|abort|delay|done|each|ensure|error|fail|fin|inspect|is(?:Cancelled|Canceled|Fulfilled|Pending|Rejected|Resolved)|mapSeries|nodeify|notify|otherwise|pipe|progress|props|reason|reflect|return|settle|spread|tap|tapCatch|thenReturn|thenThrow|throw|timeout|value)$/;
const ARITHMETIC = /^(?:[-+*/%&|^]|\*\*|<<|>>>?|[<>]=?)$/;
const EQUALITY = /^[!=]==?$/;
const CONDITIONS = /^(?:IfStatement|WhileStatement|DoWhileStatement|ForStatement|ConditionalExpression)$/;

/** Global functions whose first argument is a text, a number or a collection. */
const TAKES_VALUE = /^(?:JSON\.(?:stringify|parse)|Number|String|parseInt|parseFloat|isNaN|isFinite|Number\.\w+|Math\.\w+|Object\.(?:keys|values|entries|fromEntries)|Array\.from|Buffer\.from|encodeURI(?:Component)?|decodeURI(?:Component)?)$/;
const COLLECTIONS = /^(?:Set|Map|WeakSet|WeakMap|Date|RegExp|URL)$/;
/** Functions of core modules that throw when they get a promise. */
const CORE_TAKES_VALUE = /^(?:path(?:\.posix|\.win32)?\.(?:join|resolve|dirname|basename|extname|relative|normalize|parse|isAbsolute)|fs(?:\.promises|\/promises)?\.(?:readFile|writeFile|appendFile|readdir|mkdir|stat|lstat|unlink|rename|copyFile|rm|rmdir|exists|access|realpath)(?:Sync)?)$/;

/** What a finder knows of the program around a use. */
export interface UseContext {
  /** The promise certainly holds nothing that has a member of this name. */
  readonly lacks: (name: string) => boolean;
  readonly file: FileView;
  readonly certainty: Certainty;
  /** Members that the program gives to all promises or objects. */
  readonly added: ReadonlySet<string>;
}

/** The expression whose value is that of `expression`, whatever stands around; undefined when a cast says that its type is another one. */
export function outermost(expression: Node): Node | undefined {
  let at = expression;
  for (let parent = at.parent as Node; isTransparent(parent, at); parent = at.parent) {
    if (/^TS(?:AsExpression|TypeAssertion|SatisfiesExpression)$|^TypeCastExpression$/.test(parent.type)) return undefined;
    at = parent;
  }
  return at;
}

/** True when `expression`, a promise in every run, is certainly meant to be the value that it will hold. */
export function isValueUse(expression: Node, context: UseContext): boolean {
  const at = outermost(expression);
  const { certainty, file } = context;
  if (!at || certainty.held === 'nothing') return false;
  const parent = at.parent as Node;
  if (isMember(parent)) return parent.object === at ? isValueMember(parent, context) : parent.computed === true;
  if (CONDITIONS.test(parent.type)) return parent.test === at && certainty.held === 'value';
  switch (parent.type) {
    case 'LogicalExpression': return parent.left === at && certainty.held === 'value';
    case 'UnaryExpression': return parent.operator === '!' ? certainty.held === 'value' : /^[-+~]$/.test(parent.operator);
    case 'BinaryExpression': return isValueOperand(parent, at, certainty);
    case 'TemplateLiteral': return parent.parent?.type !== 'TaggedTemplateExpression';
    case 'SwitchStatement': return parent.discriminant === at && parent.cases.some((one: Node) => one.test && isLiteral(one.test));
    case 'ForOfStatement': return parent.right === at && parent.await !== true;
    case 'ForInStatement': return parent.right === at;
    case 'SpreadElement': return true;
    case 'VariableDeclarator': return parent.init === at && isValuePattern(parent.id, context);
    case 'AssignmentExpression': return parent.right === at && (parent.operator === '=' ? isValuePattern(parent.left, context) : /^(?:[-+*/%&|^]|\*\*|<<|>>>?)=$/.test(parent.operator));
    case 'NewExpression': return parent.callee.type === 'Identifier' && parent.arguments[0] === at && COLLECTIONS.test(parent.callee.name) && !file.bindings.of(parent.callee);
  }
  return isCall(parent) && (parent.callee === at || isValueArgument(parent, at, context));
}

function isValueMember(member: Node, { added, lacks }: UseContext): boolean {
  const name = keyName(member.property, member.computed === true);
  if (name === undefined || OF_PROMISES.has(name) || OF_ASSERTIONS.test(name) || added.has(name) || lacks(name)) return false;
  if (OF_LIBRARIES.test(name) && isCall(member.parent) && member.parent.callee === member) return false;
  return !isChanged(member);
}

/** `promise.constructor` */
export const isOwnMember = ({ parent }: Node): boolean => isMember(parent) && OF_PROMISES.has(memberName(parent) ?? '');

/** Somebody gives the promise a member of its own, or takes one away. */
export function isChanged(member: Node): boolean {
  const parent = member.parent as Node;
  return (parent.type === 'AssignmentExpression' && parent.left === member) || parent.type === 'UpdateExpression' || (parent.type === 'UnaryExpression' && parent.operator === 'delete');
}

function isValueOperand({ operator, left, right }: Node, at: Node, { held }: Certainty): boolean {
  if (ARITHMETIC.test(operator)) return true;
  const other = left === at ? right : left;
  return EQUALITY.test(operator) && isLiteral(other) && (held === 'value' || !isNothing(other));
}

function isValuePattern(pattern: Node, { added, lacks }: UseContext): boolean {
  if (pattern.type === 'ArrayPattern') return true;
  if (pattern.type !== 'ObjectPattern') return false;
  const names = pattern.properties.filter(({ type }: Node) => type === 'ObjectProperty').map((one: Node) => keyName(one.key, one.computed === true));
  return names.length > 0 && names.every((name: string | undefined) => name !== undefined && !OF_PROMISES.has(name) && !OF_ASSERTIONS.test(name) && !added.has(name)) && !names.every((name: string) => lacks(name));
}

function isValueArgument(call: Node, at: Node, { file, certainty }: UseContext): boolean {
  const index = call.arguments.indexOf(at);
  if (index < 0) return false;
  const path = pathOf(call.callee);
  const root = path.split('.')[0]!;
  const isGlobal = rootOf(call.callee).type === 'Identifier' && !file.bindings.of(rootOf(call.callee));
  if (isGlobal && index === 0 && TAKES_VALUE.test(path)) return true;
  if (isGlobal && path === 'Boolean') return index === 0 && certainty.held === 'value';
  if (root !== '?' && coreOf(call, file)) return index <= 1;
  return isAssertedValue(call, index, file, certainty);
}

/** The call is of a function of Node's that takes no promise, and of nothing else. */
function coreOf(call: Node, file: FileView): boolean {
  const site = file.siteAt(call);
  return site !== undefined && !site.unknown && site.targets.size === 0 && site.externals.size > 0 && [...site.externals].every((path) => CORE_TAKES_VALUE.test(path.replace(/^node:/, '')));
}

function rootOf(node: Node): Node {
  return isMember(node) ? rootOf(node.object) : node;
}

/** Names that the program gives to all promises, or to all objects: `Promise.prototype.done = …` */
export function addedMembers(files: readonly FileView[]): Set<string> {
  const added = new Set<string>();
  for (const { source, nodes } of files) {
    if (!/\b(?:Promise|Object)\.prototype\b/.test(source.text)) continue;
    for (const node of nodes) {
      if (node.type === 'AssignmentExpression' && isMember(node.left) && /^(?:Promise|Object)\.prototype$/.test(pathOf(node.left.object))) added.add(memberName(node.left) ?? '');
      if (isCall(node) && /^(?:Object|Reflect)\.defineProperty$/.test(pathOf(node.callee)) && node.arguments[1]?.type === 'StringLiteral') added.add(node.arguments[1].value);
    }
  }
  return added;
}
