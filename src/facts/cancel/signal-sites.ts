// What of one file matters to cancellation: functions, calls, operations that take a signal, and loops that wait, by where they stand.
import { spanKey, type Span } from '../../core/source.ts';
import { isFunction, walk, type Node } from '../../syntax/node.ts';
import type { NameUses } from '../name-uses.ts';
import type { Operation } from '../operations.ts';
import { functionAround } from './waited-for.ts';

export class SignalSites {
  readonly names: NameUses;
  private readonly functions = new Map<string, Node>();
  private readonly calls = new Map<string, Node>();
  private readonly operations = new Map<Node, Operation[]>();
  private readonly loops = new Map<Node, Node[]>();

  constructor(program: Node, names: NameUses, operations: readonly Operation[]) {
    this.names = names;
    walk(program, (node) => {
      if (isFunction(node)) this.functions.set(spanKey(node), node);
      if (node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'OptionalCallExpression') this.calls.set(spanKey(node), node);
      if (isLoop(node) && waitsAgain(node)) add(this.loops, functionAround(node), node);
    });
    for (const operation of operations) add(this.operations, functionAround(operation.node), operation);
  }

  functionAt(span: Span): Node | undefined {
    return this.functions.get(spanKey(span));
  }

  callAt(span: Span): Node | undefined {
    return this.calls.get(spanKey(span));
  }

  /** Operations in a function itself, not in those inside of it. */
  operationsIn(fn: Node): readonly Operation[] {
    return this.operations.get(fn) ?? [];
  }

  /** Loops that wait in each round. */
  loopsIn(fn: Node): readonly Node[] {
    return this.loops.get(fn) ?? [];
  }

  /** Every function with operations. */
  functionsWithOperations(): IterableIterator<[Node, Operation[]]> {
    return this.operations.entries();
  }

  /** A name that no variable in `fn` has, declared there or elsewhere. */
  freeNameIn(fn: Node): string {
    const taken = new Set<string>();
    for (const use of this.names.bindings.keys()) if (use.start >= fn.start && use.end <= fn.end) taken.add(use['name']);
    let name = 'signal';
    for (let number = 1; taken.has(name); number++) name = number === 1 ? 'abortSignal' : `abortSignal${number}`;
    return name;
  }
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

const isLoop = ({ type }: Node): boolean => /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);

/** Something of what is done in each round is awaited in the loop's own function. */
function waitsAgain(loop: Node): boolean {
  if (loop.type === 'ForOfStatement' && loop['await']) return true;
  let waits = false;
  const visit = (node: Node): void => walk(node, (inner) => {
    if (inner.type === 'AwaitExpression' || (inner.type === 'ForOfStatement' && inner['await'])) waits = true;
    return !isFunction(inner);
  });
  for (const part of ['body', 'test', 'update']) if (loop[part]) visit(loop[part] as Node);
  return waits;
}
