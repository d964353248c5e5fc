// Calls by the declarations that their types lead to: who may call a function, without asking call by call.
import type { Place } from '../core/typing.ts';
import type { Contracts } from './contracts.ts';
import type { LoadedProgram, ts } from './program.ts';
import { isThenable } from './promise-types.ts';
import { callAt, functionOf, type FunctionNode } from './type-nodes.ts';

/** A call that may be of a function. */
export interface TypedCaller {
  /** Index among the calls that were asked about. */
  readonly call: number;
  /** It may also be of something that gives a promise already. */
  readonly isMixed: boolean;
}

/** The calls of one program. */
export class TypedCalls {
  private readonly program: LoadedProgram;
  private readonly contracts: Contracts;
  private readonly nodes = new Map<number, ts.CallExpression>();
  private readonly byDeclaration = new Map<ts.Node, Set<number>>();
  private readonly signatures = new Map<ts.CallExpression, readonly ts.Signature[]>();

  constructor(program: LoadedProgram, contracts: Contracts) {
    this.program = program;
    this.contracts = contracts;
  }

  /** Makes a call known; its index is the caller's. */
  add(call: Place, index: number): void {
    const { ts } = this.program;
    const source = this.program.sourceFile(call.file);
    const node = source && callAt(ts, source, call.span);
    if (!node || !ts.isCallExpression(node)) return;
    this.nodes.set(index, node);
    for (const { declaration } of this.signaturesOf(node)) {
      for (const key of declaration ? [declaration, functionOf(ts, declaration)] : []) if (key) this.byDeclaration.set(key, (this.byDeclaration.get(key) ?? new Set()).add(index));
    }
  }

  callersOf(fn: FunctionNode): TypedCaller[] {
    const found = new Set<number>();
    for (const keys of [this.contracts.declarationsWith(fn), this.contracts.functionsWith(fn)]) for (const key of keys) for (const index of this.byDeclaration.get(key) ?? []) found.add(index);
    return [...found].sort((a, b) => a - b).map((call) => ({ call, isMixed: this.isMixed(this.nodes.get(call)!, fn) }));
  }

  /** Signatures that a call may have; none when its callee may be anything. */
  signaturesOf(call: ts.CallExpression): readonly ts.Signature[] {
    let signatures = this.signatures.get(call);
    if (!signatures) {
      const { ts, checker } = this.program;
      const type = checker.getNonNullableType(checker.getTypeAtLocation(call.expression));
      const parts = type.isUnion() ? type.types : [type];
      const isOpen = parts.some((part) => part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter));
      this.signatures.set(call, (signatures = isOpen ? [] : parts.flatMap((part) => part.getCallSignatures())));
    }
    return signatures;
  }

  /** The signature is one through which `fn` may be called. */
  isOf(fn: FunctionNode, { declaration }: ts.Signature): boolean {
    if (!declaration) return false;
    const body = functionOf(this.program.ts, declaration);
    return this.contracts.declarationsWith(fn).has(declaration) || (body !== undefined && this.contracts.functionsWith(fn).has(body));
  }

  /** An await would change what is seen: the call may give a promise already, and somebody looks at it. */
  isMixed(call: ts.CallExpression, fn: FunctionNode): boolean {
    if (!this.signaturesOf(call).some((signature) => !this.isOf(fn, signature) && isThenable(this.program, signature.getReturnType()))) return false;
    const { ts } = this.program;
    let node: ts.Node = call.parent;
    while (ts.isParenthesizedExpression(node)) node = node.parent;
    return !ts.isAwaitExpression(node);
  }
}
