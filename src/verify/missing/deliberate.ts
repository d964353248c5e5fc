// Signs that a promise is left to itself on purpose: what nobody waits for, and was never meant to.
import { isFunction, type Node } from '../../syntax/node.ts';
import type { Fn } from '../../resolve/linked.ts';
import { isCall, memberName, ownerOf, pathOf, type FileView, type Tree } from '../static/tree.ts';

const SAID = /fire[\s-]*(?:and|&|n|')?[\s-]*forget|in (?:the )?background|(?:do(?:n['’]?t| not)|no(?:t)?|never|without|needn['’]?t)\s+(?:need to\s+|have to\s+|to\s+)?(?:be\s+)?(?:a?wait)|(?:un|not )awaited|no-floating-promises|detached|intentional|deliberate|on purpose|@ts-(?:ignore|expect-error)/i;
/** Callers that never look at what comes back. */
const NEVER_WAITS = /^(?:on|once|off|addListener|prependListener|prependOnceListener|addEventListener|subscribe|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame|useEffect|watch|watchFile)$/;

/** True when nobody is to wait for the statement that `call` makes up. */
export function isDeliberate(call: Node, fns: readonly Fn[], file: FileView, tree: Tree): boolean {
  const owner = ownerOf(call);
  // the program, or the class, ends up there: nobody could wait
  if (!owner || isAtOnce(call) || isLater(call) || isSaid(call, file)) return true;
  // a loop that starts itself anew
  const own = file.fnAt(owner);
  if (own && fns.includes(own)) return true;
  return !owner.async && (isListener(owner) || isEntry(own, tree));
}

/** `(async () => { … })()` */
const isAtOnce = ({ callee }: Node): boolean => isFunction(callee.type === 'ParenthesizedExpression' ? callee.expression : callee);

/** `Promise.resolve().then(next)`: a way to run something a little later. */
const isLater = ({ callee }: Node): boolean => pathOf(callee) === 'Promise.resolve().then' && callee.object.arguments.length === 0;

/** A comment on the line, or right above it. */
function isSaid(call: Node, { source, lineAt }: FileView): boolean {
  const lines = source.text.split('\n');
  const [first, last] = [lineAt(call.start), lineAt(call.end)];
  const comments = lines.slice(first - 1, last).map((line) => /\/\/.*$|\/\*.*\*\//.exec(line)?.[0] ?? '');
  for (let at = first - 2; at >= 0 && /^\s*(?:\/\/|\/\*|\*)/.test(lines[at]!); at--) comments.push(lines[at]!);
  return comments.some((comment) => SAID.test(comment));
}

/** A callback of something that emits or counts time. */
function isListener(owner: Node): boolean {
  const call = owner.parent as Node | undefined;
  if (!call || !(isCall(call) || call.type === 'NewExpression') || !call.arguments.includes(owner)) return /^on[A-Z]/.test(call?.key?.name ?? call?.name?.name ?? '');
  const name = memberName(call.callee) ?? call.callee.name ?? '';
  return NEVER_WAITS.test(name);
}

/** A function that only the top level of a module calls: the program begins there. */
function isEntry(fn: Fn | undefined, { linked }: Tree): boolean {
  const callers = fn ? linked.callers[fn.id]! : [];
  return fn !== undefined && callers.length > 0 && linked.hostUses[fn.id]!.length === 0 && callers.every(({ within }) => linked.fns[within]!.fact.kind === 'module');
}
