// What types bind together: the functions and the type annotations that become asynchronous with one function, or not at all.
import type { Contract, Place, RetypeForm, TypePlace } from '../core/typing.ts';
import { Expectations } from './expectations.ts';
import { nameText, NameIndex } from './name-index.ts';
import type { LoadedProgram, ts } from './program.ts';
import { acceptsPromise } from './promise-types.ts';
import { functionOf, functionOfExpression, isFunctionNode, returnTypeOf, type FunctionNode } from './type-nodes.ts';

/** How a signature follows a function that becomes async: not at all, by its type, or it can't. */
type Follow = 'free' | RetypeForm | 'refused';

/** A contract while it grows. */
class Group {
  readonly functions = new Set<FunctionNode>();
  readonly declarations = new Set<ts.Node>();
  readonly types = new Map<ts.Node, RetypeForm>();
  refused: { readonly node: ts.Node; readonly to: string } | undefined;
}

export class Contracts {
  private readonly program: LoadedProgram;
  private readonly names: NameIndex;
  private readonly expectations: Expectations;
  private readonly groups = new Map<FunctionNode, Group>();
  private readonly called = new Map<FunctionNode, Set<ts.Node>>();
  private readonly returned = new Map<ts.TypeReferenceNode, readonly ts.Node[]>();

  constructor(program: LoadedProgram) {
    this.program = program;
    this.names = new NameIndex(program);
    this.expectations = new Expectations(program, this.names);
  }

  /** The contract of a function. */
  ofFunction(fn: FunctionNode): Contract {
    return this.plain(this.groupOf(fn), fn);
  }

  /** The contract of declarations without a body: those of a JavaScript function in a .d.ts file. */
  ofDeclarations(declarations: readonly ts.SignatureDeclaration[]): Contract {
    return this.plain(this.grow([], declarations), undefined);
  }

  /** Signature declarations through which `fn` may be called: those of its contract, and those that it fits as it is. */
  declarationsWith(fn: FunctionNode): ReadonlySet<ts.Node> {
    let all = this.called.get(fn);
    if (!all) {
      all = new Set(this.groupOf(fn).declarations);
      for (const { declaration } of this.expectations.of(fn)) if (declaration) all.add(declaration);
      this.called.set(fn, all);
    }
    return all;
  }

  /** Functions bound to `fn`, itself included. */
  functionsWith(fn: FunctionNode): ReadonlySet<FunctionNode> {
    return this.groupOf(fn).functions;
  }

  /** Not the same for all its members: a sub class follows its base class's `void` method, which need not follow it. */
  private groupOf(fn: FunctionNode): Group {
    let group = this.groups.get(fn);
    if (!group) this.groups.set(fn, (group = this.grow([fn], [])));
    return group;
  }

  private grow(functions: readonly FunctionNode[], declarations: readonly ts.SignatureDeclaration[]): Group {
    const { ts } = this.program;
    const group = new Group();
    const queue: ts.Node[] = [];
    const addFunction = (fn: FunctionNode): void => {
      if (group.functions.has(fn)) return;
      group.functions.add(fn);
      queue.push(fn);
    };
    const addSignature = (signature: ts.Signature, from: ts.Node): void => {
      const { declaration } = signature;
      const follow = this.follow(signature, from);
      if (follow === 'free') return;
      const body = declaration && functionOf(ts, declaration);
      if (body && this.isOwn(body)) { addFunction(body); return; }
      if (follow === 'refused' || !declaration || !this.isOwn(declaration)) {
        group.refused ??= { node: from, to: declaration ? this.describe(declaration) : 'a type that is computed' };
        return;
      }
      addDeclaration(declaration, follow);
    };
    const addDeclaration = (declaration: ts.SignatureDeclaration | ts.JSDocSignature, follow: RetypeForm): void => {
      if (group.declarations.has(declaration)) return;
      group.declarations.add(declaration);
      const type = returnTypeOf(ts, declaration);
      if (type) group.types.set(type, follow);
      // whoever returns nothing fits `void | Promise<void>` as well
      if (follow !== 'maybe') queue.push(declaration);
    };
    for (const fn of functions) addFunction(fn);
    for (const declaration of declarations) {
      const signature = this.program.checker.getSignatureFromDeclaration(declaration);
      if (signature) addSignature(signature, declaration);
    }
    for (let node = queue.shift(); node && !group.refused; node = queue.shift()) {
      if (isFunctionNode(ts, node)) {
        for (const signature of this.expectations.of(node)) addSignature(signature, node);
        if (isOverridable(ts, node)) for (const other of this.implementers(node)) addFunction(other);
        continue;
      }
      const member = memberOf(ts, node);
      if (member) for (const signature of this.expectations.ofMember(member)) addSignature(signature, node);
      for (const other of this.implementers(node)) addFunction(other);
      for (const other of this.redeclarations(node)) addSignature(other, node);
    }
    this.addReturnTypes(group);
    return group;
  }

  private follow(signature: ts.Signature, from: ts.Node): Follow {
    const { ts, checker } = this.program;
    const { declaration } = signature;
    const node = declaration && returnTypeOf(ts, declaration);
    if (checker.getReturnTypeOfSignature(signature).flags & ts.TypeFlags.Void) {
      // nothing stops an async function where `void` is expected; a member's type says it so that callers know
      const isMember = declaration && !functionOf(ts, declaration) && memberOf(ts, declaration) !== undefined && this.isOwn(declaration);
      return isMember && node?.kind === ts.SyntaxKind.VoidKeyword && this.isOwn(from) ? 'maybe' : 'free';
    }
    if (acceptsPromise(this.program, signature)) return 'free';
    return node && ts.isTypePredicateNode(node) ? 'refused' : 'promise';
  }

  private isOwn(node: ts.Node): boolean {
    return this.program.idOf(node.getSourceFile()) !== undefined;
  }

  /** Functions elsewhere that the same declaration describes. */
  private implementers(declaration: ts.Node): FunctionNode[] {
    const { ts, checker } = this.program;
    const found: FunctionNode[] = [];
    const follows = (fn: FunctionNode): boolean => this.expectations.of(fn).some((signature) => {
      const own = signature.declaration;
      return own === declaration || (own !== undefined && functionOf(ts, own) === declaration);
    });
    const consider = (fn: FunctionNode | undefined): void => {
      if (fn && fn !== declaration && this.isOwn(fn) && follows(fn)) found.push(fn);
    };
    for (const anchor of this.anchors(declaration)) {
      if (anchor.kind === 'member') {
        for (const member of this.names.members(anchor.name)) {
          if (ts.isShorthandPropertyAssignment(member)) consider(functionOfExpression(ts, checker, member.name));
          else if (ts.isPropertyAssignment(member)) consider(functionOfExpression(ts, checker, member.initializer));
          else consider(functionOf(ts, member));
        }
      } else for (const file of this.names.filesWith(anchor.name)) for (const fn of this.expectations.usersIn(file, declaration)) if (fn !== declaration && this.isOwn(fn)) found.push(fn);
    }
    return found;
  }

  /** Members of interfaces and abstract classes that declare the same member again. */
  private redeclarations(declaration: ts.Node): ts.Signature[] {
    const { ts, checker } = this.program;
    const member = memberOf(ts, declaration);
    const name = member && nameText(ts, member.name);
    if (name === undefined) return [];
    return this.names.members(name).flatMap((other) => {
      if (other === member || isFunctionNode(ts, other) || ts.isPropertyAssignment(other) || ts.isShorthandPropertyAssignment(other)) return [];
      if (!this.expectations.ofMember(other).some((signature) => signature.declaration === declaration)) return [];
      return this.expectations.signaturesOf(checker.getTypeAtLocation(other));
    });
  }

  /** Names by which users of a type can be found: of a member, or of an alias, parameter or variable. */
  private anchors(declaration: ts.Node): { kind: 'member' | 'name'; name: string }[] {
    const { ts } = this.program;
    const found: { kind: 'member' | 'name'; name: string }[] = [];
    const seen = new Set<ts.Node>();
    const climb = (from: ts.Node): void => {
      for (let node: ts.Node | undefined = from; node && !ts.isSourceFile(node) && !ts.isBlock(node); node = node.parent) {
        if (seen.has(node)) return;
        seen.add(node);
        if (ts.isMethodSignature(node) || ts.isMethodDeclaration(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) {
          const name = nameText(ts, node.name);
          if (name !== undefined) found.push({ kind: 'member', name });
          return;
        }
        if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) {
          found.push({ kind: 'name', name: node.name.text });
          for (const use of this.names.identifiers(node.name.text)) if (use !== node.name && ts.isTypeReferenceNode(use.parent)) climb(use.parent);
          return;
        }
        if ((ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name && ts.isIdentifier(node.name)) { found.push({ kind: 'name', name: node.name.text }); return; }
      }
    };
    climb(declaration);
    return found;
  }

  /** `ReturnType<typeof f>` of what the group holds. */
  private addReturnTypes(group: Group): void {
    const { ts, checker } = this.program;
    if (group.refused) return;
    for (const reference of this.names.returnTypes) {
      let declarations = this.returned.get(reference);
      if (!declarations) {
        const argument = reference.typeArguments?.[0];
        declarations = argument ? this.expectations.signaturesOf(checker.getTypeFromTypeNode(argument)).flatMap(({ declaration }) => (declaration ? [functionOf(ts, declaration) ?? declaration] : [])) : [];
        this.returned.set(reference, declarations);
      }
      if (!declarations.some((declaration) => group.declarations.has(declaration) || group.functions.has(declaration as FunctionNode))) continue;
      const around = reference.parent;
      if (ts.isTypeReferenceNode(around) && ts.isIdentifier(around.typeName) && around.typeName.text === 'Awaited') continue;
      if (this.program.hasAwaited) group.types.set(reference, 'awaited');
      else group.refused ??= { node: reference, to: 'ReturnType, which needs Awaited<> of TypeScript 4.5' };
    }
  }

  private describe(declaration: ts.Node): string {
    const { ts } = this.program;
    const member = memberOf(ts, declaration);
    const holder = member?.parent;
    const names = [holder && 'name' in holder && holder.name ? (holder.name as ts.Node).getText() : '', member?.name.getText() ?? ''].filter((name) => name !== '');
    const file = declaration.getSourceFile().fileName.replace(/^.*\/node_modules\//, '');
    return names.length > 0 ? `${names.join('.')} of ${this.program.idOf(declaration.getSourceFile()) ?? file}` : (this.program.idOf(declaration.getSourceFile()) ?? file);
  }

  private plain(group: Group, except: FunctionNode | undefined): Contract {
    return {
      functions: [...group.functions].filter((fn) => fn !== except).flatMap((fn) => this.place(fn) ?? []),
      types: [...group.types].flatMap(([node, form]): TypePlace[] => {
        const place = this.place(node);
        return place ? [{ ...place, form, name: nameOfType(this.program.ts, node) }] : [];
      }),
      ...(group.refused ? { refused: { at: this.place(group.refused.node)!, to: group.refused.to } } : {}),
    };
  }

  /** Where a node stands, as our parser has it: without `export` before a function. */
  place(node: ts.Node): Place | undefined {
    const { ts } = this.program;
    const source = node.getSourceFile();
    const file = this.program.idOf(source);
    if (file === undefined) return undefined;
    let start = node.getStart(source);
    if (ts.isFunctionDeclaration(node)) {
      const last = node.modifiers?.findLast((m) => m.kind === ts.SyntaxKind.ExportKeyword || m.kind === ts.SyntaxKind.DefaultKeyword || m.kind === ts.SyntaxKind.DeclareKeyword);
      if (last) start = last.end + /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(source.text.slice(last.end, node.end))![0].length;
    }
    return { file, span: { start, end: node.end } };
  }
}

/** The interface or class member, without a body, that a signature belongs to. */
function memberOf(ts: LoadedProgram['ts'], declaration: ts.Node): ts.MethodSignature | ts.MethodDeclaration | ts.PropertySignature | ts.PropertyDeclaration | undefined {
  let node: ts.Node = declaration;
  while (ts.isFunctionTypeNode(node) || ts.isParenthesizedTypeNode(node) || ts.isUnionTypeNode(node)) node = node.parent;
  return ts.isMethodSignature(node) || ts.isMethodDeclaration(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) ? node : undefined;
}

/** A method that subclasses can override. */
const isOverridable = (ts: LoadedProgram['ts'], fn: FunctionNode): boolean => ts.isMethodDeclaration(fn) && ts.isClassLike(fn.parent);

/** The nearest name around a type, for people. */
function nameOfType(ts: LoadedProgram['ts'], node: ts.Node): string {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at && !ts.isSourceFile(at) && names.length < 2; at = at.parent) {
    if ('name' in at && at.name && (ts.isIdentifier(at.name as ts.Node) || ts.isStringLiteral(at.name as ts.Node))) names.unshift((at.name as ts.Identifier).text);
  }
  return names.join('.') || 'type';
}
