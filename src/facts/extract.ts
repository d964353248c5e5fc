// One file's AST -> FileFacts: functions, call sites and value-flow constraints.
import type { Constraint, DefinitionFact, DirectiveFact, FileFacts, FunctionFact, FunctionKind, PassageFact, SiteFact, ValueNode } from '../core/facts.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { SourceFile } from '../core/source.ts';
import { eachChild, linkParents, type Node } from '../syntax/node.ts';
import { parse, ParseError } from '../syntax/parse.ts';
import { readDirectives } from './directives.ts';
import { entryBlock } from './entry-block.ts';
import { lineIndex } from './lines.ts';
import { Scope, blockNames, hoistedNames } from './scope.ts';
import { Writes, type WriteContext } from './writes.ts';
import { visitStatement } from './statements.ts';
import { fitsInFunction, lastImported, lastLoaded } from './top-statements.ts';
import { readMocks, readStandIns, readStubs } from './stubs.ts';
import { unreadFacts } from './unread.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A function while its body is being read. */
export interface OpenFunction {
  readonly fact: Mutable<FunctionFact>;
  /** The enclosing function's frame whose `this` an arrow shares. */
  readonly thisOwner: OpenFunction | undefined;
  /** Class whose `super` methods use, as a function index; -1 outside of classes. */
  readonly superClass: number;
  readonly isStatic: boolean;
}

/** Everything that visitors of one file share. */
export class Extraction {
  readonly constraints: Constraint[] = [];
  readonly functions: Mutable<FunctionFact>[] = [];
  readonly sites: SiteFact[] = [];
  readonly definitions: DefinitionFact[] = [];
  readonly passages: PassageFact[] = [];
  /** The variable that a function expression sees itself as, by function index. */
  readonly ownNames = new Map<number, ValueNode>();
  readonly imports = new Set<string>();
  readonly relativeStrings = new Set<string>();
  readonly dynamicImports: string[] = [];
  nodes = 0;
  objects = 0;
  dynamicCode = false;
  hasExports = false;
  scope: Scope = new Scope(undefined);
  frame!: OpenFunction;
  /** Why an await can't stand at the place being read. */
  position: ReasonCode | undefined;
  readonly isEsm: boolean;
  /** The language has type annotations. */
  readonly typed: boolean;
  readonly text: string;
  readonly lineAt: (offset: number) => number;
  readonly writes = new Writes();
  readonly directives: readonly DirectiveFact[];

  constructor(file: SourceFile, ast: Node, isEsm: boolean) {
    this.isEsm = isEsm;
    this.typed = file.dialect === 'ts' || file.dialect === 'tsx';
    this.text = file.text;
    this.lineAt = lineIndex(file.text);
    this.directives = readDirectives(ast.comments ?? [], file.text, this.lineAt);
  }

  fresh = (): ValueNode => this.nodes++;

  /** Declares a name in the current scope, for the current function. */
  declare(name: string): ValueNode {
    return this.scope.declare(name, () => {
      const node = this.fresh();
      this.writes.declare(node, this.frame.fact.index);
      return node;
    });
  }

  private get writing(): WriteContext {
    return { fact: this.frame.fact, find: (name) => this.scope.find(name) };
  }

  /** Notes that the current function assigns to `target` or deletes it. */
  noteWrite(target: Node): void {
    this.writes.write(this.writing, target);
  }

  /** Notes a call that may change what it is called on. */
  noteCall(call: Node): void {
    this.writes.call(this.writing, call);
  }

  /** Notes that the current function, and those around it, mention a variable or `this`. */
  noteUse(node: ValueNode | 'this', offset: number): void {
    const facts: FunctionFact[] = [];
    for (let frame: OpenFunction | undefined = this.frame; frame; frame = frame.thisOwner) facts.push(frame.fact);
    this.writes.used(facts, node, offset);
  }

  /** Notes that the current function awaits something up to `offset`. */
  noteAwait(offset: number): void {
    const { fact } = this.frame;
    if (fact.firstAwait < 0 || offset < fact.firstAwait) fact.firstAwait = offset;
  }

  emit(constraint: Constraint): void {
    this.constraints.push(constraint);
  }

  copy(from: ValueNode, to: ValueNode): void {
    if (from !== to) this.emit(['copy', from, to]);
  }

  /** A fresh node that holds a primitive. */
  prim(type: 'string' | 'other' = 'other'): ValueNode {
    const node = this.fresh();
    this.emit(['prim', node, type]);
    return node;
  }

  unknown(): ValueNode {
    const node = this.fresh();
    this.emit(['unknown', node]);
    return node;
  }

  object(kind: 'object' | 'array'): ValueNode {
    const node = this.fresh();
    this.emit(['obj', node, this.objects++, kind]);
    return node;
  }

  load(base: ValueNode, property: string): ValueNode {
    const node = this.fresh();
    this.emit(['load', base, property, node]);
    return node;
  }

  /** Reads `base[key]`, or `base.name` when the name is known. */
  loadMember(base: ValueNode, name: string | undefined, key: ValueNode): ValueNode {
    if (name !== undefined || key < 0) return this.load(base, name ?? '*');
    const node = this.fresh();
    this.emit(['loadKey', base, key, node]);
    return node;
  }

  /** A node that holds what `+` makes of these. */
  sum(...operands: ValueNode[]): ValueNode {
    const node = this.fresh();
    for (const operand of operands) this.emit(['sum', operand, node]);
    return node;
  }

  /** The function whose `this` and `arguments` are in force: arrows share their owner's. */
  thisFrame(): OpenFunction {
    let frame = this.frame;
    while (frame.fact.kind === 'arrow' && frame.thisOwner) frame = frame.thisOwner;
    return frame;
  }

  /** The directive that is about `line`. */
  directiveAbove(line: number): DirectiveFact | undefined {
    return this.directives.find(({ target, kind }) => target === line && kind !== 'unknown');
  }

  /** Starts a function fact; the caller reads its body in the returned frame. */
  open(node: Node, kind: FunctionKind, name: string, options: { isClass?: boolean; superClass?: number; isStatic?: boolean; obstacle?: ReasonCode; movable?: FunctionFact['movable'] } = {}): OpenFunction {
    const line = this.lineAt(node.start);
    const directive = kind === 'module' ? undefined : this.directiveAbove(line);
    const fact: Mutable<FunctionFact> = {
      index: this.functions.length,
      span: { start: node.start, end: node.end },
      line,
      kind,
      name,
      isAsync: node.async === true,
      isGenerator: node.generator === true,
      hasBlock: node.body?.type === 'BlockStatement',
      isClass: options.isClass === true,
      within: this.frame ? this.frame.fact.index : -1,
      params: [],
      rest: -1,
      result: this.fresh(),
      self: this.fresh(),
      args: -1,
      paramNames: [],
      firstAwait: -1,
      writes: [],
      ...(options.obstacle ? { obstacle: options.obstacle } : {}),
      ...(options.movable ? { movable: options.movable } : {}),
      ...(directive ? { directive } : {}),
    };
    this.functions.push(fact);
    return {
      fact,
      thisOwner: this.frame,
      superClass: options.superClass ?? (kind === 'arrow' && this.frame ? this.frame.superClass : -1),
      isStatic: options.isStatic ?? (kind === 'arrow' && this.frame ? this.frame.isStatic : false),
    };
  }

  /** Runs `body` inside `frame` with a scope of its own. */
  inside(frame: OpenFunction, body: () => void): void {
    const { frame: outer, scope, position } = this;
    this.frame = frame;
    this.scope = new Scope(scope);
    this.position = undefined;
    body();
    this.frame = outer;
    this.scope = scope;
    this.position = position;
  }

  inBlock(statements: readonly Node[], body: () => void): void {
    const outer = this.scope;
    this.scope = new Scope(outer);
    for (const name of blockNames(statements)) this.declare(name);
    body();
    this.scope = outer;
  }

  at<T>(position: ReasonCode | undefined, body: () => T): T {
    const outer = this.position;
    this.position = position;
    const result = body();
    this.position = outer;
    return result;
  }
}

/** True when the program has static import/export or top-level constructs that only a module has. */
function looksLikeModule(program: Node): boolean {
  return program.body.some((s: Node) => s.type === 'ImportDeclaration' || s.type.startsWith('Export'));
}

/**
 * Reads one file.
 *
 * @param parsed what parse() gave for its text, with parents linked, where somebody has it
 * @returns its facts; when it does not parse, those of an unread file with `parseFailed` set. Throws only on our own bugs.
 */
export function extractFacts(file: SourceFile, parsed?: Node): FileFacts {
  let ast: Node;
  try {
    ast = parsed ?? parse(file.text, file.dialect, file.moduleKind);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { ...unreadFacts(file), parseFailed: { message: error.message, line: error.line } };
  }
  if (!parsed) linkParents(ast);
  const program: Node = ast.program;
  const x = new Extraction(file, ast, file.moduleKind === 'esm' || looksLikeModule(program));
  const frame = x.open(program, 'module', '');
  let topNames = {};
  x.inside(frame, () => {
    for (const name of hoistedNames(program)) x.declare(name);
    for (const name of blockNames(program.body)) x.declare(name);
    if (!x.isEsm) x.emit(['exportsObject', frame.fact.self]);
    for (const statement of program.body) visitStatement(x, statement);
    topNames = x.scope.own();
  });
  x.writes.finish();
  if (/\bawait\b/.test(file.text)) markAwaitNames(ast, x);
  const loaded = lastLoaded(program.body);
  const imported = lastImported(program.body);
  const block = entryBlock(program.body);
  return {
    file: file.id, hash: file.hash, functions: x.functions, sites: x.sites, directives: x.directives, stubs: readStubs(program, x), mocks: readMocks(program, x), standIns: readStandIns(program, x), topNames, constraints: x.constraints, definitions: x.definitions, passages: x.passages, nodes: x.nodes,
    imports: [...x.imports], relativeStrings: [...x.relativeStrings], dynamicCode: x.dynamicCode, hasExports: x.hasExports,
    fitsInFunction: fitsInFunction(program.body), ...(loaded !== undefined ? { lastLoaded: loaded } : {}),
    ...(block ? { entryBlock: { start: block.start, end: block.end } } : {}),
    ...(imported !== undefined ? { lastImported: imported } : {}), ...(x.dynamicImports.length > 0 ? { dynamicImports: x.dynamicImports } : {}),
  };
}

/** Functions in which `await` is a plain name can't become async: there it would be a keyword. */
function markAwaitNames(ast: Node, x: Extraction): void {
  const offsets: number[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'Identifier' && node.name === 'await') {
      const parent = node.parent as Node;
      const isKey = (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
        (parent.key === node && !parent.computed && !parent.shorthand);
      if (!isKey) offsets.push(node.start);
    }
    eachChild(node, visit);
  };
  visit(ast);
  for (const offset of offsets) {
    for (const fact of x.functions) {
      if (fact.span.start <= offset && offset < fact.span.end) fact.obstacle ??= 'await-identifier';
    }
  }
}
