// Which expressions are promises, or arrays of promises: by the calls they make and the variables they pass through.
import { runnerAt } from '../../apis/coroutines.ts';
import { apiModule, isVersioned } from '../../apis/index.ts';
import { isRefusal } from '../../core/api.ts';
import type { FileId } from '../../core/source.ts';
import { isCore } from '../../resolve/builtins.ts';
import type { Fn } from '../../resolve/linked.ts';
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { Binding } from './bindings.ts';
import { isCall, memberName, pathOf, type FileView, type Tree } from './tree.ts';

/** Kinds as flags: a value may be one in some runs and the other in others. */
export const PROMISE = 1;
export const PROMISES = 2;

/** Node's own functions that return promises, by their paths. */
const NODE_PROMISE = /^(?:(?:fs|dns|timers|stream|readline)(?:\.|\/)promises\.(?!constants|Interface|Readline|Resolver|scheduler\b)\w+|timers\/promises\.scheduler\.\w+|util\.promisify\(\)|events\.once|(?:assert(?:\.strict|\/strict)?|node:assert)\.(?:rejects|doesNotReject)|fs(?:\.|\/)promises\.(?:open|opendir)\(\)\.\w+|fs\.openAsBlob|fetch|Promise\.(?:all|allSettled|any|race|resolve|reject|try))$/;
/** The same by how a call is written, where value flow lost the receiver. */
const WRITTEN_PROMISE = /(?:^|\.)promises\.[a-z]\w*$|^(?:fsp|fsPromises)\.[a-z]\w*$|(?:^|\.)promisify\(\)$|^Promise\.(?:all|allSettled|any|race|resolve|reject)$|^import$/;
const SAME_ELEMENTS = new Set(['filter', 'slice', 'concat', 'reverse', 'flat', 'sort', 'fill']);

/** Answers what is a promise in one tree. */
export class PromiseKinds {
  private readonly tree: Tree;
  /** What functions return when they are called. */
  private readonly returned = new Map<Fn, number>();
  private readonly parameters = new Map<Fn, number[]>();
  private readonly returns = new Map<Fn, { readonly values: readonly Node[]; readonly file: FileView }>();
  private known = new Map<Binding, number>();
  private readonly busy = new Set<Binding>();
  private readonly within: ReadonlySet<FileId>;

  /** Files whose functions and calls are looked at; of functions in others it is known whether they are async. */
  readonly files: readonly FileView[];

  /** @param isUnknown functions of which nothing is to be said: what they return is taken for a plain value */
  constructor(tree: Tree, files: readonly FileView[] = tree.files, isUnknown: (fn: Node, file: FileView) => boolean = () => false) {
    this.tree = tree;
    this.files = files;
    this.within = new Set(files.map(({ source }) => source.id));
    for (const file of files) {
      for (const node of file.functions) {
        const fn = file.fnAt(node);
        if (!fn) continue;
        if (node.generator || isUnknown(node, file)) continue;
        if (node.async) this.returned.set(fn, PROMISE);
        else this.returns.set(fn, { values: returnedBy(node), file });
      }
    }
    for (let round = 0; round < 12 && this.spread(); round++) this.known = new Map();
  }

  /** What a call of `fn` gives. */
  ofResult(fn: Fn): number {
    const known = this.returned.get(fn);
    if (known !== undefined || !fn.fact.isAsync || fn.fact.isGenerator) return known ?? 0;
    return this.within.has(this.tree.fileOf(fn)) ? 0 : PROMISE;
  }

  /** Functions of the files looked at that may return a promise. */
  get promising(): Iterable<Fn> {
    return this.returned.keys();
  }

  /** Functions, of any file, that may be given one. */
  get given(): Iterable<Fn> {
    return this.parameters.keys();
  }

  /** What `expression` may be. */
  of(expression: Node, file: FileView): number {
    const node = unwrap(expression);
    switch (node.type) {
      case 'CallExpression': case 'OptionalCallExpression': return this.ofCall(node, file);
      case 'ImportExpression': return PROMISE;
      case 'NewExpression': return node.callee.type === 'Identifier' && node.callee.name === 'Promise' && !file.bindings.of(node.callee) ? PROMISE : 0;
      case 'TaggedTemplateExpression': return this.ofTargets(node, file);
      case 'AwaitExpression': return this.of(node.argument, file) & PROMISES;
      case 'Identifier': {
        const binding = file.bindings.of(node);
        return binding ? this.ofBinding(binding, file) : 0;
      }
      case 'ArrayExpression': return node.elements.some((element: Node | null) => element && (this.of(element.type === 'SpreadElement' ? element.argument : element, file) & (element.type === 'SpreadElement' ? PROMISES : PROMISE)) !== 0) ? PROMISES : 0;
      case 'ConditionalExpression': return this.of(node.consequent, file) | this.of(node.alternate, file);
      case 'LogicalExpression': return this.of(node.left, file) | this.of(node.right, file);
      case 'SequenceExpression': return this.of(node.expressions.at(-1), file);
      case 'AssignmentExpression': return node.operator === '=' ? this.of(node.right, file) : 0;
      case 'MemberExpression': return node.computed && (this.of(node.object, file) & PROMISES) !== 0 ? PROMISE : 0;
      default: return 0;
    }
  }

  /** The functions that an expression certainly names or is. */
  functionsIn(expression: Node, file: FileView): readonly Fn[] {
    const node = unwrap(expression);
    if (isFunction(node)) return [file.fnAt(node)].filter((fn) => fn !== undefined);
    if (node.type !== 'Identifier') return [];
    const binding = file.bindings.of(node);
    if (!binding) return [];
    const nodes = [binding.declaration, ...binding.values].filter((one): one is Node => one !== undefined).map(unwrap).filter(isFunction);
    return nodes.map((one) => file.fnAt(one)).filter((fn) => fn !== undefined);
  }

  private ofCall(node: Node, file: FileView): number {
    const name = memberName(node.callee);
    const receiver = name === undefined ? 0 : this.of(node.callee.object, file);
    if (name === 'then' || name === 'catch' || name === 'finally') if ((receiver & PROMISE) !== 0) return PROMISE;
    if ((receiver & PROMISES) !== 0) {
      if (SAME_ELEMENTS.has(name!)) return PROMISES;
      if (name === 'pop' || name === 'shift' || name === 'at') return PROMISE;
    }
    const own = this.ofTargets(node, file);
    if (own !== 0) return own;
    const site = file.siteAt(node);
    if (site && site.targets.size > 0) return 0;
    for (const path of site?.externals ?? []) if (isPromiseApi(path, node.arguments)) return PROMISE;
    if (WRITTEN_PROMISE.test(pathOf(node.callee))) return PROMISE;
    if (this.isPromisified(node.callee, file) || isHandle(node.callee, file)) return PROMISE;
    const isMapping = name === 'map' || name === 'flatMap' || (name === 'from' && pathOf(node.callee) === 'Array.from');
    const callback = name === 'from' ? node.arguments[1] : node.arguments[0];
    if (isMapping && callback && this.functionsIn(callback, file).some((fn) => (this.ofResult(fn) & PROMISE) !== 0)) return PROMISES;
    return 0;
  }

  private ofTargets(node: Node, file: FileView): number {
    let kinds = 0;
    for (const id of file.siteAt(node)?.targets ?? []) kinds |= this.ofResult(this.tree.linked.fns[id]!);
    return kinds;
  }

  /** `const readFile = promisify(fs.readFile)` */
  private isPromisified(callee: Node, file: FileView): boolean {
    if (callee.type !== 'Identifier') return isCall(callee) && /(?:^|\.)promisify$/.test(pathOf(callee.callee));
    const values = file.bindings.of(callee)?.values ?? [];
    return values.some((value) => isCall(unwrap(value)) && /(?:^|\.)promisify$/.test(pathOf(unwrap(value).callee)));
  }

  private ofBinding(binding: Binding, file: FileView): number {
    const known = this.known.get(binding);
    if (known !== undefined) return known;
    if (this.busy.has(binding)) return 0;
    this.busy.add(binding);
    let kinds = 0;
    for (const value of binding.values) kinds |= this.of(value, file);
    for (const value of binding.collections) if ((this.of(value, file) & PROMISES) !== 0) kinds |= PROMISE;
    for (const value of binding.pushed) if ((this.of(value, file) & PROMISE) !== 0) kinds |= PROMISES;
    if (binding.parameter) {
      const fn = file.fnAt(binding.parameter.of);
      if (fn) kinds |= this.parameters.get(fn)?.[binding.parameter.index] ?? 0;
    }
    this.busy.delete(binding);
    if (this.busy.size === 0) this.known.set(binding, kinds);
    return kinds;
  }

  /** Carries results and arguments one step on; true when something new came out. */
  private spread(): boolean {
    let grew = false;
    for (const [fn, { values, file }] of this.returns) {
      let kinds = this.returned.get(fn) ?? 0;
      const before = kinds;
      for (const expression of values) kinds |= this.of(expression, file);
      if (kinds !== before) {
        this.returned.set(fn, kinds);
        grew = true;
      }
    }
    for (const file of this.files) {
      for (const node of file.nodes) if (isCall(node) || node.type === 'NewExpression') grew = this.pass(node, file) || grew;
    }
    return grew;
  }

  private pass(call: Node, file: FileView): boolean {
    const targets = file.siteAt(call)?.targets;
    if (!targets || targets.size === 0) return false;
    let grew = false;
    call.arguments.forEach((argument: Node, index: number) => {
      if (argument.type === 'SpreadElement') return;
      const kinds = this.of(argument, file);
      if (kinds === 0) return;
      for (const id of targets) {
        const fn = this.tree.linked.fns[id]!;
        let known = this.parameters.get(fn);
        if (!known) this.parameters.set(fn, (known = []));
        const all = (known[index] ?? 0) | kinds;
        if (all !== known[index]) grew = true;
        known[index] = all;
      }
    });
    return grew;
  }
}

/** `handle.close()` where `const handle = await fs.promises.open(…)` */
function isHandle(callee: Node, file: FileView): boolean {
  const object = callee.type === 'MemberExpression' ? callee.object : undefined;
  const values = object?.type === 'Identifier' ? (file.bindings.of(object)?.values ?? []) : [];
  return values.some((value) => unwrap(value).type === 'AwaitExpression' && /(?:^|\.)(?:promises\.open|opendir)\(\)$/.test(pathOf(unwrap(value).argument))) && !/Sync$|^on(?:ce)?$/.test(memberName(callee) ?? '');
}

/** Members of the same modules that return something else: iterators, streams, plain values. */
const NO_PROMISE = /(?:\.|\/)(?:watch|createInterface|setInterval|[gs]etServers|[gs]etDefaultResultOrder|createReadStream|createWriteStream|readLines|readableWebStream|on|once|emit)$/;

/** True for the path of a function of Node's, or of the language, that returns a native promise whatever it is called with. */
export const isNodePromise = (path: string): boolean => path === 'events.once' || (NODE_PROMISE.test(path) && !NO_PROMISE.test(path));

/** True for a path of a function outside of the program that returns a promise when called with `args`. */
export function isPromiseApi(path: string, args: readonly Node[]): boolean {
  if (path === 'util.promisify') return false;
  if (NODE_PROMISE.test(path)) return true;
  if (runsCoroutine(path)) return true;
  const at = path.lastIndexOf('.');
  const twins = at > 0 ? promiseTwins(path.slice(0, at)) : undefined;
  const last = args.at(-1);
  return twins?.has(path.slice(at + 1)) === true && !(last && isFunction(last)) && !(last?.type === 'Identifier' && /^(?:cb|callback|done|next)$/.test(last.name));
}

/** The path of a function that runs a generator at once, and gives a promise for it. */
export function runsCoroutine(path: string): boolean {
  const [name, ...members] = path.split('.');
  const kind = runnerAt(name!, members.join('.'))?.kind;
  return kind === 'run' || kind === 'spawn';
}

/** Members of a package that return promises: the twins that its catalogue names. */
function promiseTwins(name: string): ReadonlySet<string> | undefined {
  if (!twinsOf.has(name)) {
    // Node's own twins are told by NODE_PROMISE: some of them are streams or children, wrapped by the rewriter
    // of a package with versions it is not known here which one is loaded
    const entries = (isCore(name) && name !== 'fs-extra') || isVersioned(name) ? [] : Object.values(apiModule(name)?.functions ?? {});
    twinsOf.set(name, new Set(entries.flatMap((entry) => (isRefusal(entry) || entry.form === 'promisify' ? [] : [entry.to]))));
  }
  return twinsOf.get(name);
}
const twinsOf = new Map<string, ReadonlySet<string>>();

/** The expressions a function may return; of its own body only. */
export function returnedBy(fn: Node): readonly Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: Node[] = [];
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement' && node.argument) found.push(node.argument);
    return undefined;
  });
  return found;
}
