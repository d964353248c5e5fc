// Finds which decisions of a plan a new type error comes from: the nearest around it that names what changed.
import type { FileChange } from '../core/edit.ts';
import type { Decision, MigrationPlan } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { versionKey } from '../core/typing.ts';
import { originalOffsets, type OriginalOffset } from '../edits/original-offset.ts';
import type { LoadedProgram, ts } from '../resolve/program.ts';
import { isVersion, refusalKeys } from './refusal-keys.ts';
import type { NewError } from './types.ts';

const CALLS = new Set(['stub', 'deadline', 'bound', 'guard', 'fetch', 'cancel', 'pass-signal', 'group', 'close', 'iterate', 'offload', 'bridge', 'flatten-callbacks', 'replace-api', 'add-await', 'await', 'loop', 'reject-assertion']);

export class Blame {
  private readonly ts: LoadedProgram['ts'];
  private readonly loaded: LoadedProgram;
  private readonly checker: ts.TypeChecker;
  private readonly program: ts.Program;
  private readonly original = new Map<FileId, (offset: number) => OriginalOffset>();
  private readonly changes: ReadonlyMap<FileId, FileChange>;
  private readonly decisions: ReadonlyMap<FileId, readonly Decision[]>;
  private readonly byId: ReadonlyMap<string, Decision>;

  constructor(loaded: LoadedProgram, program: ts.Program, plan: MigrationPlan, changes: readonly FileChange[]) {
    this.ts = loaded.ts;
    this.loaded = loaded;
    this.program = program;
    this.checker = program.getTypeChecker();
    this.changes = new Map(changes.map((change) => [change.file, change]));
    this.decisions = new Map(Object.entries(plan.files).map(([file, { decisions }]) => [file, decisions.filter(({ verdict }) => verdict !== 'keep')]));
    this.byId = new Map([...this.decisions.values()].flat().map((decision) => [decision.id, decision]));
  }

  /** Keys of the places to refuse because of `error`; wider and wider until something is found. */
  of(error: NewError): readonly string[] {
    const { ts } = this;
    const source = this.loaded.sourceFile(error.file, this.program)!;
    const start = error.diagnostic.start ?? 0;
    const end = start + (error.diagnostic.length ?? 0);
    const at = innermost(ts, source, start, end);
    const version = this.versionAt(error.file, start);
    if (version) return [versionKey(version)];
    for (let node: ts.Node | undefined = at; node && !ts.isSourceFile(node); node = node.parent) {
      const found = this.within(node, source);
      if (found.length > 0) return found;
    }
    const guesses = [() => this.mentionedAround(at), () => this.decisions.get(error.file) ?? [], () => this.importedBy(source), () => [...this.byId.values()]];
    for (const guess of guesses) {
      const keys = refusalKeys(guess(), this.byId);
      if (keys.length > 0) return keys;
    }
    return [];
  }

  /** The version whose text an offset of the new file lies in. */
  private versionAt(file: FileId, offset: number): Decision | undefined {
    const change = this.changes.get(file);
    const edit = change && originalOffsets(change)(offset).inside;
    const group = edit && change.groups.find(({ edits }) => edits.includes(edit));
    const decision = group && this.byId.get(group.decision);
    return decision && isVersion(decision) ? decision : undefined;
  }

  /** What became asynchronous under a name that the top-level statement around an error mentions. */
  private mentionedAround(node: ts.Node): Decision[] {
    let statement = node;
    while (statement.parent && !this.ts.isSourceFile(statement.parent)) statement = statement.parent;
    const words = new Set(statement.getText().match(/[\w$]+/g));
    return [...this.byId.values()].filter(({ verdict, name }) => (verdict === 'make-async' || verdict === 'retype') && words.has(name.slice(name.lastIndexOf('.') + 1)));
  }

  private importedBy(source: ts.SourceFile): Decision[] {
    const { ts } = this;
    return source.statements.flatMap((statement) => {
      if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier) return [];
      const target = this.checker.getSymbolAtLocation(statement.moduleSpecifier)?.declarations?.find((declaration) => ts.isSourceFile(declaration));
      const id = target && this.loaded.idOf(target as ts.SourceFile);
      return id === undefined ? [] : (this.decisions.get(id) ?? []);
    });
  }

  /** What in `node` changed: functions it names, types it names, calls that were rewritten in it, the function it is. */
  private within(node: ts.Node, source: ts.SourceFile): string[] {
    const { ts } = this;
    const file = this.loaded.idOf(source)!;
    const named = new Set<Decision>();
    const visit = (inner: ts.Node): void => {
      if (ts.isStringLiteralLike(inner)) for (const decision of this.memberNamed(inner)) named.add(decision);
      if (ts.isIdentifier(inner) || ts.isPrivateIdentifier(inner)) for (const decision of this.namedBy(inner)) named.add(decision);
      if (ts.isCallExpression(inner)) {
        const declaration = this.checker.getResolvedSignature(inner)?.declaration;
        if (declaration) for (const decision of this.decisionsOf(declaration)) named.add(decision);
      }
      ts.forEachChild(inner, visit);
    };
    visit(node);
    for (const decision of this.decisionsOf(node)) named.add(decision);
    if (named.size > 0) return refusalKeys([...named], this.byId);
    const start = this.before(file, node.getStart(source));
    const end = this.before(file, node.end - 1) + 1;
    const inside = (this.decisions.get(file) ?? []).filter(({ span, verdict }) => CALLS.has(verdict) && start <= span.start && span.end <= end);
    if (inside.length > 0) return refusalKeys(inside, this.byId);
    return this.writtenFor(node, file);
  }

  /** An import or a helper function that was added: the calls whose new text names it. */
  private writtenFor(node: ts.Node, file: FileId): string[] {
    const { ts } = this;
    if (!ts.isImportDeclaration(node) && !ts.isFunctionDeclaration(node) && !ts.isVariableStatement(node)) return [];
    const names = new Set<string>();
    const visit = (inner: ts.Node): void => {
      if (ts.isIdentifier(inner)) names.add(inner.text);
      if (!ts.isFunctionDeclaration(inner)) ts.forEachChild(inner, visit);
    };
    if (ts.isFunctionDeclaration(node)) { if (node.name) names.add(node.name.text); } else visit(node);
    const users = new Set(this.changes.get(file)?.groups.filter(({ decision, edits }) => CALLS.has(this.byId.get(decision)?.verdict ?? '') && edits.some(({ text }) => !text.includes('\n') && mentions(text, names))).map(({ decision }) => decision));
    const replaced = (this.decisions.get(file) ?? []).filter(({ id, verdict, name }) => users.has(id) || (verdict === 'replace-api' && names.has(name.slice(name.lastIndexOf('.') + 1))));
    return refusalKeys(replaced, this.byId);
  }

  /** `stub(fs, 'readFile')`: a text that names a member of what is passed beside it. */
  private memberNamed(literal: ts.StringLiteralLike): Decision[] {
    const { parent } = literal;
    if (!this.ts.isCallExpression(parent)) return [];
    return parent.arguments.flatMap((other) => {
      const symbol = other === literal ? undefined : this.checker.getPropertyOfType(this.checker.getTypeAtLocation(other), literal.text);
      return symbol ? this.decisionsOfSymbol(symbol) : [];
    });
  }

  private namedBy(identifier: ts.Node): Decision[] {
    const symbol = this.checker.getSymbolAtLocation(identifier);
    return symbol ? this.decisionsOfSymbol(symbol) : [];
  }

  private decisionsOfSymbol(named: ts.Symbol): Decision[] {
    const { ts, checker } = this;
    let symbol = named;
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    return (symbol.declarations ?? []).flatMap((declaration) => {
      const value = 'initializer' in declaration ? (declaration.initializer as ts.Node | undefined) : undefined;
      const right = declaration.parent && ts.isBinaryExpression(declaration.parent) ? declaration.parent.right : undefined;
      return [declaration, value, right].flatMap((node) => (node ? this.decisionsOf(node) : []));
    });
  }

  /** Decisions about the very function or type that `node` is. */
  private decisionsOf(node: ts.Node): Decision[] {
    const { ts } = this;
    const source = node.getSourceFile();
    const file = this.loaded.idOf(source);
    const own = file === undefined ? undefined : this.decisions.get(file);
    if (!own || own.length === 0) return [];
    const found: Decision[] = [];
    if (ts.isFunctionLike(node)) {
      const end = this.before(file!, node.end - 1) + 1;
      const start = this.before(file!, node.getStart(source));
      found.push(...own.filter(({ verdict, span }) => (verdict === 'make-async' || verdict === 'pass-signal') && Math.abs(span.end - end) <= 2 && span.start >= start && span.start - start < 60));
      const type = (node as ts.SignatureDeclaration).type;
      if (type && found.length === 0) {
        const from = this.before(file!, type.getStart(source));
        const to = this.before(file!, type.end - 1) + 1;
        found.push(...own.filter(({ verdict, span }) => verdict === 'retype' && from <= span.start && span.end <= to));
      }
    } else if (ts.isPropertySignature(node) || ts.isTypeAliasDeclaration(node)) {
      const from = this.before(file!, node.getStart(source));
      const to = this.before(file!, node.end - 1) + 1;
      found.push(...own.filter(({ verdict, span }) => verdict === 'retype' && from <= span.start && span.end <= to));
    }
    return found;
  }

  private before(file: FileId, offset: number): number {
    let map = this.original.get(file);
    if (!map) {
      const change = this.changes.get(file);
      this.original.set(file, (map = change ? originalOffsets(change) : (same) => ({ offset: same })));
    }
    return map(Math.max(0, offset)).offset;
  }
}


const mentions = (text: string, names: ReadonlySet<string>): boolean => (text.match(/[\w$]+/g) ?? []).some((word) => names.has(word));

/** The smallest node that covers a range. */
function innermost(ts: LoadedProgram['ts'], source: ts.SourceFile, start: number, end: number): ts.Node {
  let found: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) > start || node.end < end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}
