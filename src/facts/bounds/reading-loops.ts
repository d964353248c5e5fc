// Loops that wait for a read of a file in each turn, `for (const name of names) out.push(await readFile(name))`, and what keeps their reads from beginning earlier.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { isSteadyRead, readOf, usesNamesOf } from './independent-reads.ts';
import { exitsOf } from './loop-exits.ts';
import { disturbance } from './loop-turn.ts';
import type { BoundObstacle } from './mapped-promises.ts';
import { isOwnList } from './own-lists.ts';

export interface ReadingLoop {
  readonly loop: Node;
  /** `fs/promises.readFile` */
  readonly api: string;
  readonly found: AheadParts | BoundObstacle;
}

/** What is rewritten where the reads can begin earlier. */
export interface AheadParts {
  readonly item: Node;
  readonly list: Node;
  readonly call: Node;
  /** The turn mentions the element besides in the call. */
  readonly keepsItem: boolean;
}

/** All of a program, in source order. Its parents must be linked. */
export function readingLoops(program: Node, names: NameUses): ReadingLoop[] {
  const waits = new Map<Node, { readonly wait: Node; readonly api: string }>();
  walk(program, (node) => {
    const call = node.type === 'AwaitExpression' ? unwrap(node['argument']) : undefined;
    const api = call?.type === 'CallExpression' ? readOf(call, names) : undefined;
    const loop = api === undefined ? undefined : loopAround(node);
    if (loop && !waits.has(loop)) waits.set(loop, { wait: node, api: api! });
  });
  return [...waits].map(([loop, { wait, api }]) => ({ loop, api, found: aheadOf(loop, wait, api, names) }));
}

/** The loop that evaluates a node in each turn. */
function loopAround(node: Node): Node | undefined {
  for (let at = node; at['parent'] && !isFunction(at); at = at['parent']) {
    const loop: Node = at['parent'];
    if (/^(?:For(?:In|Of)?|While|DoWhile)Statement$/.test(loop.type) && at !== loop['init'] && at !== loop['left'] && !(at === loop['right'] && loop.type !== 'ForStatement')) return loop;
  }
  return undefined;
}

function aheadOf(loop: Node, wait: Node, api: string, names: NameUses): AheadParts | BoundObstacle {
  const form = (to: string): BoundObstacle => ({ code: 'bound-loop-form', to });
  if (loop.type !== 'ForOfStatement') return form('only elements of a list, for (const x of list), can be told before their turn');
  if (loop['await']) return form('its list is waited for');
  const left: Node = loop['left'];
  const item: Node | undefined = left.type === 'VariableDeclaration' && left['kind'] !== 'var' ? left['declarations'][0].id : undefined;
  const uses = item?.type === 'Identifier' ? names.bindings.get(item)?.uses : undefined;
  if (!item || !uses || uses.some(isAssigned)) return form('its variable is no name that keeps its value in a turn');
  const call = unwrap(wait['argument']);
  if (wait['argument'] !== call || call['typeParameters'] || call['typeArguments']) return form('its read stands in brackets or has types');
  if (!comesFirst(wait, loop['body'])) return form('the read is not the first thing in each turn');
  // reads that were begun would be for nothing
  const leaves = exitsOf(loop['body']).other;
  if (leaves !== undefined) return { code: 'bound-loop-leaves', to: leaves };
  if (!isSteadyRead(call, api, names) || namesOfTurn(loop['body']).some((pattern) => usesNamesOf(call, pattern))) return { code: 'bound-loop-arguments' };
  const disturbed = disturbance(loop['body'], wait, names);
  if (disturbed !== undefined) return { code: 'bound-loop-turn', to: disturbed };
  if (!isOwnList(loop['right'], names)) return { code: 'bound-list', to: 'only an array that is made here and that nothing else holds is known not to change while the loop waits' };
  const keepsItem = uses.some((use) => use !== item && !(use.start >= call.start && use.end <= call.end));
  return { item, list: loop['right'], call, keepsItem };
}

/** The wait is reached in each turn, and only names and literals are evaluated before it. */
function comesFirst(wait: Node, body: Node): boolean {
  let at = wait;
  for (; at !== body; at = at['parent']) {
    const parent: Node = at['parent'];
    if (parent === body) return at === body['body']?.[0] || body.type === 'ExpressionStatement';
    const isReached = parent.type === 'VariableDeclarator' ? parent['parent'].declarations.length === 1
      : parent.type === 'AssignmentExpression' ? parent['left'].type === 'Identifier'
      : parent.type === 'CallExpression' ? (parent['callee'] === at || isOfName(parent['callee'])) && (parent['arguments'][0] === at || parent['callee'] === at)
      : parent.type === 'MemberExpression' ? parent['object'] === at
      : parent.type === 'IfStatement' ? parent['test'] === at
      : parent.type === 'ObjectExpression' ? (parent['properties'] as Node[]).every((each) => each.start >= at.start || (each.type === 'ObjectProperty' && !each['computed'] && isSimple(each['value'])))
      : parent.type === 'ObjectProperty' ? parent['value'] === at && !parent['computed']
      : parent.type === 'BinaryExpression' ? parent['left'] === at || isSimple(parent['left'])
      : unwrap(parent) !== parent || /^(?:ExpressionStatement|VariableDeclaration|UnaryExpression)$/.test(parent.type);
    if (!isReached) return false;
  }
  return true;
}

/** `out.push`, `Number` */
const isOfName = (callee: Node): boolean => callee.type === 'Identifier' || (callee.type === 'MemberExpression' && !callee['computed'] && callee['object'].type === 'Identifier');

const isSimple = (node: Node): boolean => /^(?:Identifier|\w+Literal)$/.test(node.type) && node.type !== 'TemplateLiteral';

/** Patterns that a turn declares: the call would stand outside of them. */
function namesOfTurn(body: Node): Node[] {
  const patterns: Node[] = [];
  walk(body, (node) => {
    if (node.type === 'VariableDeclarator') patterns.push(node['id']);
    if (/^(?:Function|Class)Declaration$/.test(node.type) && node['id']) patterns.push(node['id']);
  });
  return patterns;
}
