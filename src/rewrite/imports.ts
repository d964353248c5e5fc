// Collects what the rewritten calls of one file need from modules, and turns it into import edits once.
import type { Edit } from '../core/edit.ts';
import type { ModuleKind, Span } from '../core/source.ts';
import type { Style } from '../core/style.ts';
import { walk, type Node } from '../syntax/node.ts';
import { findKnownModules, joinPath, moduleOf, type KnownBinding, type KnownModules, type NameItem, type NameList } from './imports/known-modules.ts';
import { editNameList } from './imports/name-list-edits.ts';
import { Names } from './imports/names.ts';
import { appendBlocks, lineSpan, topOffset } from './imports/places.ts';
import { runtimeFunction } from './runtime/index.ts';

/** The file that imports are planned for. */
export interface ImportsInput {
  readonly text: string;
  /** Babel's Program node of `text`. */
  readonly program: Node;
  readonly style: Style;
  readonly moduleKind: ModuleKind;
  /** Language of added texts. */
  readonly lang: 'js' | 'ts';
}

/** A name that a file takes from a module, and how many references to it are left after rewriting. */
export interface BindingUse {
  /** Specifier as written. */
  readonly module: string;
  readonly imported: string;
  readonly local: string;
  readonly remaining: number;
}

/** Statements to insert after one that exists. `imports` directly after it, `constants` after the requires that follow it. */
interface Additions {
  readonly imports: string[];
  readonly constants: string[];
}

/**
 * The import requests of one file. Ask with refer(), promisified(), runtime() and unused() in source order, then take
 * edits(). Equal requests give equal names; what the file has already is used instead of being added again.
 */
export class ImportRequests {
  readonly #input: ImportsInput;
  readonly #known: KnownModules;
  readonly #names: Names;
  readonly #usesImport: boolean;
  /** Local expressions by request, so that equal requests are merged. */
  readonly #answers = new Map<string, string>();
  readonly #addedNames = new Map<NameList, string[]>();
  readonly #removedNames = new Map<NameList, Set<NameItem>>();
  /** New statements for braced lists from modules that have none yet: by specifier and anchor. */
  readonly #newLists = new Map<string, { specifier: string; anchor: Node | undefined; names: string[] }>();
  readonly #constants: { anchor: Node | undefined; text: string }[] = [];
  readonly #runtime = new Map<string, string>();
  readonly #runtimeTexts: string[] = [];

  constructor(input: ImportsInput) {
    this.#input = input;
    this.#known = findKnownModules(input.program);
    this.#names = new Names(input.program);
    this.#usesImport = input.moduleKind === 'esm' || (input.program['body'] as Node[]).some((node) => /^(Import|Export|TSImportEquals)/.test(node.type));
  }

  /**
   * Expression for member `path` of `module` (the specifier as the file writes it).
   * `viaNamespace` is the expression by which this call reached the module: `fs`, `this.fs`, `require('fs')`.
   */
  refer(module: string, path: string, viaNamespace?: string): string {
    if (viaNamespace !== undefined) return `${asObject(viaNamespace)}.${path}`;
    return this.#merged(`refer ${joinPath(moduleOf(module).module, path)}`, () => this.#member(module, path, ['Async']));
  }

  /** Expression for `util.promisify` of member `path` of `module`: a hoisted constant, or written in place where it cannot be hoisted. */
  promisified(module: string, path: string, viaNamespace?: string): string {
    const { module: name } = moduleOf(module);
    return this.#merged(`promisify ${name} ${path} ${viaNamespace ?? ''}`, () => {
      const existing = this.#existingPromisified(name, path);
      if (existing !== undefined) return existing;
      const namespace = viaNamespace === undefined ? undefined : this.#stableNamespace(name, viaNamespace);
      const isHoistable = viaNamespace === undefined ? this.#anchorOf(name) !== undefined : namespace !== undefined;
      const target = viaNamespace === undefined ? this.#member(module, path, ['Callback']) : `${asObject(viaNamespace)}.${path}`;
      if (!isHoistable && !this.#usesImport) return `${this.#find('util', 'promisify') ?? `require(${this.#quoted(this.#coreSpecifier(module, 'util'))}).promisify`}(${target})`;
      const promisify = this.#member(this.#coreSpecifier(module, 'util'), 'promisify', ['promisifyCallback'], name);
      if (!isHoistable) return `${promisify}(${target})`;
      const local = this.#names.take(`${camelCase(path)}Async`);
      const anchor = this.#later(namespace?.statement ?? this.#anchorOf(name), this.#statementOf('util', 'promisify'));
      this.#constants.push({ anchor, text: `${this.#keyword(anchor)} ${local} = ${promisify}(${target})${this.#end(anchor)}` });
      return local;
    });
  }

  /** Local name of a runtime function (src/rewrite/runtime), whose text is appended to the file. */
  runtime(name: string): string {
    const known = this.#runtime.get(name);
    if (known !== undefined) return known;
    const existing = this.#existingRuntime(name);
    const local = existing ?? this.#names.take(name);
    this.#runtime.set(name, local);
    if (existing !== undefined) return local;
    const runtime = runtimeFunction(name);
    const at = this.#runtimeTexts.push('') - 1;
    const refs: Record<string, string> = {};
    for (const { module, member } of runtime.requires) refs[member] = this.refer(this.#coreSpecifier(undefined, module), member);
    for (const needed of runtime.requiresRuntime) refs[needed] = this.runtime(needed);
    const { style, lang } = this.#input;
    this.#runtimeTexts[at] = runtime.source({ lang, style, name: local, refs });
    return local;
  }

  /** Names whose last reference was rewritten: they leave their import or destructured require. */
  unused(bindings: readonly BindingUse[]): void {
    for (const { module, imported, local, remaining } of bindings) {
      if (remaining > 0) continue;
      const place = moduleOf(module);
      for (const list of this.#known.lists) {
        if (list.module !== place.module || !list.open || (list.declarator === undefined && list.owner.type !== 'ImportDeclaration')) continue;
        const item = list.items.find((candidate) => candidate.local === local && candidate.imported === imported);
        if (item !== undefined) this.#removedOf(list).add(item);
      }
    }
  }

  /** All edits, in text order, disjoint. */
  edits(): { readonly edits: readonly Edit[] } {
    const additions = this.#additions();
    const edits: Edit[] = [];
    const removedDeclarators = new Map<Node, Set<Node>>();
    for (const list of this.#known.lists) {
      const added = this.#addedNames.get(list) ?? [];
      const removed = this.#removedNames.get(list) ?? new Set<NameItem>();
      if (added.length + removed.size === 0) continue;
      const listEdits = editNameList(this.#input.text, list, added, removed);
      if (listEdits !== undefined) edits.push(...listEdits);
      else setIn(removedDeclarators, list.statement).add(list.declarator ?? list.statement);
    }
    for (const [statement, gone] of removedDeclarators) edits.push(...this.#removal(statement, gone, additions));
    for (const [statement, { imports, constants }] of additions) {
      const lines = [...imports, ...constants];
      if (lines.length > 0) edits.push(this.#insertion(statement, imports, constants));
    }
    if (this.#runtimeTexts.length > 0) edits.push(appendBlocks(this.#input.text, this.#runtimeTexts, this.#input.style.eol));
    edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return { edits };
  }

  #merged(key: string, answer: () => string): string {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const made = answer();
    this.#answers.set(key, made);
    return made;
  }

  /** An expression for a member: what the file has, else a new name; `anchorModule` is whose import a new statement follows. */
  #member(specifier: string, path: string, suffixes: readonly string[], anchorModule?: string): string {
    const place = moduleOf(specifier);
    const full = joinPath(place.path, path);
    const found = this.#find(place.module, full);
    if (found !== undefined) return found;
    const prefix = place.module === 'fs' && full.startsWith('promises.') ? 'promises' : '';
    const [first, ...rest] = full.slice(prefix === '' ? 0 : prefix.length + 1).split('.') as [string, ...string[]];
    const list = this.#known.lists.find((known) => known.open && known.module === place.module && known.prefix === prefix && this.#isBraced(known));
    const anchor = this.#anchorOf(place.module) ?? (anchorModule === undefined ? undefined : this.#anchorOf(anchorModule));
    if (list === undefined && anchor === undefined && !this.#usesImport) return `require(${this.#quoted(specifier)}).${full}`;
    const suffixed = suffixes.map((suffix) => (suffix.length > 10 ? suffix : first + suffix));
    const local = this.#merged(`name ${place.module} ${prefix} ${first}`, () => {
      const name = this.#names.take(first, ...suffixed);
      const isImport = list === undefined ? this.#usesImportAt(anchor) : list.owner.type === 'ImportDeclaration';
      const item = name === first ? first : `${first}${isImport ? ' as ' : ': '}${name}`;
      if (list !== undefined) arrayIn(this.#addedNames, list).push(item);
      else this.#newList(prefix === '' ? specifier : this.#promisesSpecifier(specifier), anchor).push(item);
      return name;
    });
    return [local, ...rest].join('.');
  }

  /** The expression by which the file already reaches a member: the longest known part of its path. */
  #find(module: string, path: string): string | undefined {
    const binding = this.#bindingFor(module, path);
    if (binding === undefined) return undefined;
    const rest = path.slice(binding.path.length).replace(/^\./, '');
    return rest === '' ? binding.local : `${binding.local}.${rest}`;
  }

  #bindingFor(module: string, path: string): KnownBinding | undefined {
    let best: KnownBinding | undefined;
    for (const binding of this.#known.bindings) {
      const covers = binding.path === '' || binding.path === path || path.startsWith(`${binding.path}.`);
      if (binding.module !== module || !covers || !this.#names.isStable(binding.local)) continue;
      if (best === undefined || binding.path.length > best.path.length) best = binding;
    }
    return best;
  }

  #statementOf(module: string, path: string): Node | undefined {
    return this.#bindingFor(module, path)?.statement ?? this.#known.lists.find((list) => list.module === module && this.#addedNames.has(list))?.statement;
  }

  /** The statement after which new imports of a module go: the last top-level one that loads it. */
  #anchorOf(module: string): Node | undefined {
    return this.#known.statements.findLast((known) => known.module === module)?.statement;
  }

  #stableNamespace(module: string, via: string): KnownBinding | undefined {
    return this.#known.bindings.find((binding) => binding.module === module && binding.path === '' && binding.local === via && this.#names.isStable(via));
  }

  /** Members destructured inside a pattern of another one cannot take new names of the outer module. */
  #isBraced(list: NameList): boolean {
    return list.declarator !== undefined || list.owner.type === 'ImportDeclaration';
  }

  #removedOf(list: NameList): Set<NameItem> {
    return setIn(this.#removedNames, list);
  }

  #newList(specifier: string, anchor: Node | undefined): string[] {
    const key = `${specifier} ${anchor?.start ?? 'top'}`;
    const list = this.#newLists.get(key) ?? { specifier, anchor, names: [] };
    this.#newLists.set(key, list);
    return list.names;
  }

  /** `fs/promises` with `node:` where the file's specifier has it. */
  #promisesSpecifier(specifier: string): string {
    return specifier.startsWith('node:') ? 'node:fs/promises' : 'fs/promises';
  }

  /** Specifier of a core module, with `node:` as the file writes core modules: as `like`, or as its other imports. */
  #coreSpecifier(like: string | undefined, module: string): string {
    const known = this.#known.statements.find((statement) => statement.module === module)?.specifier;
    if (known !== undefined) return known;
    const isPrefixed = like?.startsWith('node:') ?? false;
    return isPrefixed || this.#known.statements.some(({ specifier }) => specifier.startsWith('node:')) ? `node:${module}` : module;
  }

  /** A constant of the file that is already this function, promisified. */
  #existingPromisified(module: string, path: string): string | undefined {
    const targets = new Set<string>();
    for (const binding of this.#known.bindings) {
      if (binding.module !== module || !(binding.path === '' || binding.path === path || path.startsWith(`${binding.path}.`))) continue;
      targets.add([binding.local, path.slice(binding.path.length).replace(/^\./, '')].filter((part) => part !== '').join('.'));
    }
    for (const statement of this.#input.program['body'] as Node[]) {
      if (statement.type !== 'VariableDeclaration') continue;
      for (const { id, init } of statement['declarations'] as Node[]) {
        if (id.type !== 'Identifier' || init?.type !== 'CallExpression' || init.arguments.length !== 1) continue;
        const callee = this.#textOf(init.callee);
        const isPromisify = callee === this.#find('util', 'promisify') || /^require\((['"])(?:node:)?util\1\)\.promisify$/.test(callee);
        if (isPromisify && targets.has(this.#textOf(init.arguments[0])) && this.#names.isStable(id.name)) return id.name;
      }
    }
    return undefined;
  }

  /** A function of the file that has the text of this runtime function, whatever the names in it. */
  #existingRuntime(name: string): string | undefined {
    const { style, lang, program } = this.#input;
    const runtime = runtimeFunction(name);
    const hole = '\u0000';
    const refs = Object.fromEntries([...runtime.requires.map(({ member }) => member), ...runtime.requiresRuntime].map((ref) => [ref, hole]));
    for (const node of program['body'] as Node[]) {
      if (node.type !== 'FunctionDeclaration' || !new RegExp(`^${name}\\d*$`).test(node['id']?.name)) continue;
      const source = runtime.source({ lang, style, name: node['id'].name, refs });
      const pieces = source.slice(source.search(/^(?:async )?function /m)).split(hole);
      let at = node.start;
      const isSame = pieces.every((piece) => {
        const found = this.#input.text.indexOf(piece, at);
        at = found + piece.length;
        return found >= 0;
      });
      if (isSame && at === node.end) return node['id'].name;
    }
    return undefined;
  }

  /** New lines by the statement they follow; `undefined` is the top of the file. */
  #additions(): Map<Node | undefined, Additions> {
    const additions = new Map<Node | undefined, Additions>();
    const at = (anchor: Node | undefined): Additions => {
      const known = additions.get(anchor) ?? { imports: [], constants: [] };
      additions.set(anchor, known);
      return known;
    };
    for (const { specifier, anchor, names } of this.#newLists.values()) {
      const list = this.#spaced(anchor, names.join(', '));
      const source = this.#quoted(specifier);
      const isImport = this.#usesImportAt(anchor);
      const line = isImport ? `import ${list} from ${source}` : `${this.#keyword(anchor)} ${list} = require(${source})`;
      at(isImport && anchor?.type !== 'ImportDeclaration' ? this.#lastImport() : anchor).imports.push(line + this.#end(anchor));
    }
    for (const { anchor, text } of this.#constants) at(this.#endOfImports(anchor)).constants.push(text);
    return additions;
  }

  /** Edits that drop declarators of a statement, or all of it; lines that would follow it take its place. */
  #removal(statement: Node, gone: ReadonlySet<Node>, additions: Map<Node | undefined, Additions>): readonly Edit[] {
    const { text, style } = this.#input;
    const declarators: Node[] = statement['declarations'] ?? [statement];
    if (gone.size < declarators.length) {
      const lastKept = declarators.findLastIndex((declarator) => !gone.has(declarator));
      return declarators.flatMap((declarator, index): Edit[] => {
        if (!gone.has(declarator)) return [];
        const span: Span =
          index < lastKept
            ? { start: declarator.start, end: (declarators[index + 1] as Node).start }
            : { start: (declarators[index - 1] as Node).end, end: declarator.end };
        return [{ span, text: '' }];
      });
    }
    const after = additions.get(statement);
    additions.delete(statement);
    const imports = after?.imports ?? [];
    const constants = after?.constants ?? [];
    if (imports.length + constants.length === 0) return [{ span: lineSpan(text, statement), text: '' }];
    const gap = imports.length > 0 && constants.length > 0 && this.#usesImport ? [''] : [];
    return [{ span: { start: statement.start, end: statement.end }, text: [...imports, ...gap, ...constants].join(style.eol) }];
  }

  #insertion(statement: Node | undefined, imports: readonly string[], constants: readonly string[]): Edit {
    const { text, program, style } = this.#input;
    if (statement === undefined) {
      const start = topOffset(text, program);
      const isAfterText = start > 0 && !/[\n\uFEFF]$/.test(text.slice(0, start));
      const block = [...imports, ...(constants.length > 0 ? ['', ...constants] : [])].join(style.eol);
      const rest = /^(?:[ \t]*\r?\n)*/.exec(text.slice(start))?.[0] ?? '';
      const gap = style.eol.repeat(Math.max(0, 2 - (rest.match(/\n/g) ?? []).length));
      if (isAfterText) return { span: { start, end: start }, text: style.eol + style.eol + block + (rest === '' ? gap : '') };
      return { span: { start, end: start }, text: block + (start === text.length ? style.eol : gap) };
    }
    const isImport = /Import/.test(statement.type);
    const lines = [...imports, ...(isImport && constants.length > 0 ? ['', ...constants] : constants)];
    return { span: { start: statement.end, end: statement.end }, text: lines.map((line) => style.eol + line).join('') };
  }

  /** The statement after which constants go: the last of the requires, or of the imports, that follow `anchor` without a gap. */
  #endOfImports(anchor: Node | undefined): Node | undefined {
    if (anchor === undefined || /Import/.test(anchor.type)) return this.#lastImport() ?? anchor;
    const loads = new Set(this.#known.statements.map(({ statement }) => statement));
    const body = this.#input.program['body'] as Node[];
    let index = body.indexOf(anchor);
    while (loads.has(body[index + 1] as Node) && (body[index + 1] as Node).type === 'VariableDeclaration') index++;
    return body[index];
  }

  /** The last import of the run of imports that the file begins with. */
  #lastImport(): Node | undefined {
    const body = this.#input.program['body'] as Node[];
    const first = body.findIndex((node) => !/^(Import|TSImportEquals)/.test(node.type));
    return first < 0 ? body.at(-1) : body[first - 1] ?? body.findLast((node) => node.type === 'ImportDeclaration');
  }

  #usesImportAt(anchor: Node | undefined): boolean {
    return anchor === undefined ? this.#usesImport : anchor.type !== 'VariableDeclaration' || (this.#usesImport && this.#input.moduleKind === 'esm');
  }

  #later(a: Node | undefined, b: Node | undefined): Node | undefined {
    return a === undefined || b === undefined ? (a ?? b) : a.start > b.start ? a : b;
  }

  /** `const` or `var`, as the statement that is followed. */
  #keyword(anchor: Node | undefined): string {
    return anchor?.['kind'] === 'var' ? 'var' : 'const';
  }

  #end(anchor: Node | undefined): string {
    const hasSemicolon = anchor === undefined ? this.#input.style.semicolons : this.#input.text[anchor.end - 1] === ';';
    return hasSemicolon ? ';' : '';
  }

  /** A braced list, with spaces inside the braces unless the followed statement has none. */
  #spaced(anchor: Node | undefined, names: string): string {
    const isTight = anchor !== undefined && /\{\S/.test(this.#textOf(anchor));
    return isTight ? `{${names}}` : `{ ${names} }`;
  }

  #quoted(specifier: string): string {
    const { quote } = this.#input.style;
    return quote + specifier + quote;
  }

  #textOf(node: Span): string {
    return this.#input.text.slice(node.start, node.end);
  }
}

/** `text` so that a member can be read off it. */
const asObject = (text: string): string => (/^[\w$#]+(?:\.[\w$#]+|\((?:'[^']*'|"[^"]*")?\)|!)*$/.test(text) || isParenthesised(text) ? text : `(${text})`);

/** The first parenthesis is closed by the last one. */
function isParenthesised(text: string): boolean {
  if (!text.startsWith('(')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at === text.length - 1;
  }
  return false;
}

const camelCase = (path: string): string => path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());

function setIn<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const set = map.get(key) ?? new Set<V>();
  map.set(key, set);
  return set;
}

function arrayIn<K, V>(map: Map<K, V[]>, key: K): V[] {
  const array = map.get(key) ?? [];
  map.set(key, array);
  return array;
}
