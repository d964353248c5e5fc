// Answers what value flow leaves open with the type checker: who a call may call, what types bind together, what an array is.
import type { FileId, ScannedRepo } from '../core/source.ts';
import { placeKey, type Answer, type Contract, type Place, type Typing } from '../core/typing.ts';
import { Contracts } from './contracts.ts';
import { declarationFiles, declaredSignatures } from './declared.ts';
import type { LoadedProgram, RepoPrograms, ts } from './program.ts';
import { callAt, functionAt, type FunctionNode } from './type-nodes.ts';
import { promiseKind } from './promise-types.ts';
import { TypedCalls, type TypedCaller } from './typed-calls.ts';

/** Questions after which the rest stay open: about a minute. Not seconds, for the plan must not depend on the machine. */
const MOST_QUESTIONS = 50_000;

export class CheckerTyping implements Typing {
  private readonly programs: RepoPrograms;
  private readonly repo: ScannedRepo;
  private readonly contracts = new Map<LoadedProgram, Contracts>();
  private readonly single = new Map<LoadedProgram, TypedCalls>();
  private readonly lists = new WeakMap<readonly Place[], Map<LoadedProgram, TypedCalls>>();
  private readonly answers = new Map<string, Answer>();
  private readonly declarations: ReadonlyMap<FileId, readonly FileId[]>;
  private readonly dialects: ReadonlyMap<FileId, string>;
  private asked = 0;

  constructor(programs: RepoPrograms) {
    this.programs = programs;
    this.repo = programs.repo;
    this.declarations = declarationFiles(this.repo);
    this.dialects = new Map(this.repo.files.map(({ id, dialect }) => [id, dialect]));
  }

  contractOf(fn: Place, exportPaths: readonly (readonly string[])[]): Contract | undefined {
    if (!this.isChecked(fn.file)) return this.declaredContract(fn.file, exportPaths);
    const program = this.programs.of(fn.file);
    const node = program && this.functionAt(program, fn);
    return node && this.contractsOf(program).ofFunction(node);
  }

  mayCall(call: Place, fn: Place): Answer {
    const key = `${placeKey(call)} ${placeKey(fn)}`;
    let answer = this.answers.get(key);
    if (answer === undefined) this.answers.set(key, (answer = this.ask(call, (program, node) => this.judge(program, node, fn))));
    return answer;
  }

  callersAmong(calls: readonly Place[], fn: Place): readonly TypedCaller[] {
    let programs = this.lists.get(calls);
    if (!programs) {
      this.lists.set(calls, (programs = new Map()));
      for (const [index, call] of calls.entries()) {
        const program = this.isChecked(call.file) ? this.programs.of(call.file) : undefined;
        if (!program) continue;
        let known = programs.get(program);
        if (!known) programs.set(program, (known = new TypedCalls(program, this.contractsOf(program))));
        known.add(call, index);
      }
    }
    const found = new Map<number, TypedCaller>();
    for (const [program, known] of programs) {
      const target = this.functionAt(program, fn);
      for (const caller of target ? known.callersOf(target) : []) found.set(caller.call, caller);
    }
    return [...found.values()];
  }

  receiverIsArray(call: Place): Answer {
    return this.ask(call, ({ ts, checker }, node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return 'unknown';
      const type = checker.getNonNullableType(checker.getTypeAtLocation(node.expression.expression));
      const parts = type.isUnion() ? type.types : [type];
      if (parts.some((part) => part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))) return 'unknown';
      return parts.every((part) => checker.isArrayType(part) || checker.isTupleType(part)) ? 'yes' : 'no';
    });
  }

  promiseOf(call: Place): 'value' | 'nothing' | 'no' | 'unknown' {
    let held: 'value' | 'nothing' = 'nothing';
    const answer = this.ask(call, (program, node) => {
      if (!program.ts.isCallExpression(node)) return 'unknown';
      const kind = promiseKind(program, program.checker.getTypeAtLocation(node));
      if (kind === 'value') held = kind;
      return kind === undefined ? 'no' : 'yes';
    });
    return answer === 'yes' ? held : answer === 'no' ? 'no' : 'unknown';
  }

  /** One question about a call, as long as there are questions left. */
  private ask(call: Place, question: (program: LoadedProgram, node: ts.CallLikeExpression) => Answer): Answer {
    if (!this.isChecked(call.file) || this.asked >= MOST_QUESTIONS) return 'unknown';
    const program = this.programs.of(call.file);
    if (!program) return 'unknown';
    this.asked++;
    const source = program.sourceFile(call.file);
    const node = source && callAt(program.ts, source, call.span);
    return node ? question(program, node) : 'unknown';
  }

  /** JavaScript whose types nobody checks says too little to be believed. */
  private isChecked(file: FileId): boolean {
    const dialect = this.dialects.get(file);
    if (dialect === 'ts' || dialect === 'tsx') return true;
    if (dialect === 'flow' || dialect === undefined) return false;
    return this.programs.isCheckedScript(file);
  }

  private judge(program: LoadedProgram, call: ts.CallLikeExpression, fn: Place): Answer {
    const target = this.functionAt(program, fn);
    if (!target || !program.ts.isCallExpression(call)) return 'unknown';
    const calls = this.callsOf(program);
    const signatures = calls.signaturesOf(call);
    if (signatures.length === 0) return 'unknown';
    if (signatures.some((signature) => calls.isOf(target, signature))) return calls.isMixed(call, target) ? 'mixed' : 'yes';
    if (signatures.some(({ declaration }) => !declaration)) return 'unknown';
    return this.isElsewhere(program, call, target, signatures) ? 'no' : 'unknown';
  }

  /** The receiver's type is one that the object which holds `target` does not fit. */
  private isElsewhere({ ts, checker }: LoadedProgram, call: ts.CallExpression, target: FunctionNode, signatures: readonly ts.Signature[]): boolean {
    const callee = call.expression;
    // o[key](): the key's type says which member is meant
    if (ts.isElementAccessExpression(callee) && target.name) return signatures.every(({ declaration }) => declaration && 'name' in declaration && declaration.name && (declaration.name as ts.Node).getText() !== target.name!.getText());
    if (!ts.isPropertyAccessExpression(callee)) return false;
    const receiver = checker.getTypeAtLocation(callee.expression);
    if (receiver.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return false;
    const holder = target.parent;
    if (ts.isClassLike(holder)) {
      const isStatic = ts.canHaveModifiers(target) && (ts.getModifiers(target) ?? []).some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
      const symbol = holder.name ? checker.getSymbolAtLocation(holder.name) : undefined;
      if (!symbol) return false;
      const type = isStatic ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
      return !checker.isTypeAssignableTo(type, checker.getNonNullableType(receiver));
    }
    const literal = ts.isObjectLiteralExpression(holder) ? holder : ts.isPropertyAssignment(holder) ? holder.parent : undefined;
    return literal !== undefined && !checker.isTypeAssignableTo(checker.getTypeAtLocation(literal), checker.getNonNullableType(receiver));
  }

  /** JavaScript that a .d.ts file describes. */
  private declaredContract(file: FileId, exportPaths: readonly (readonly string[])[]): Contract | undefined {
    const functions: Place[] = [];
    const types = new Map<string, Contract['types'][number]>();
    let refused: Contract['refused'];
    for (const id of exportPaths.length > 0 ? (this.declarations.get(file) ?? []) : []) {
      const program = this.programs.of(id);
      const source = program?.sourceFile(id);
      if (!program || !source) continue;
      const declared = exportPaths.flatMap((path) => declaredSignatures(program, source, path));
      if (declared.length === 0) continue;
      const contract = this.contractsOf(program).ofDeclarations(declared);
      functions.push(...contract.functions);
      for (const type of contract.types) types.set(placeKey(type), type);
      refused ??= contract.refused;
    }
    return types.size + functions.length === 0 && !refused ? undefined : { functions, types: [...types.values()], ...(refused ? { refused } : {}) };
  }

  private functionAt(program: LoadedProgram, { file, span }: Place): FunctionNode | undefined {
    const source = program.sourceFile(file);
    return source && functionAt(program.ts, source, span);
  }

  private callsOf(program: LoadedProgram): TypedCalls {
    let calls = this.single.get(program);
    if (!calls) this.single.set(program, (calls = new TypedCalls(program, this.contractsOf(program))));
    return calls;
  }

  private contractsOf(program: LoadedProgram): Contracts {
    let contracts = this.contracts.get(program);
    if (!contracts) this.contracts.set(program, (contracts = new Contracts(program)));
    return contracts;
  }
}
