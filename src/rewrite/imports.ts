// Collects what the rewritten calls of one file need from modules, and turns it into edits once.
import type { Edit } from '../core/edit.ts';
import { inMap } from '../core/in-map.ts';
import type { Node } from '../syntax/node.ts';
import { findPromisified, findRuntime } from './imports/existing-code.ts';
import { asObject, camelCase } from './imports/expressions.ts';
import type { BindingUse, ImportsInput } from './imports/input.ts';
import { joinPath, KnownModules, moduleOf, type NameItem, type NameList } from './imports/known-modules.ts';
import { editNameList } from './imports/name-list-edits.ts';
import { Names } from './imports/names.ts';
import { appendBlocks, endOfLoads, firstCalledLoad, insertAfter, insertAtTop, keyword, lastImport, later, removeDeclarators, replaceStatement } from './imports/places.ts';
import { runtimeFunction } from './runtime/index.ts';

export type { BindingUse, ImportsInput } from './imports/input.ts';

type Lines = { readonly imports: string[]; readonly constants: string[] };

/**
 * The import requests of one file. Ask with refer(), promisified(), runtime() and unused() in source order, then take
 * edits(). Equal requests give equal names; what the file has already is used instead of being added again.
 */
export class ImportRequests {
  readonly #input: ImportsInput;
  readonly #names: Names;
  readonly #known: KnownModules;
  /** The file is written with `import`; else with `require`. */
  readonly #usesImport: boolean;
  readonly #answers = new Map<string, string>();
  readonly #added = new Map<NameList, string[]>();
  readonly #removed = new Map<NameList, Set<NameItem>>();
  /** Lists of modules that have none yet, by specifier and by the statement that they follow. */
  readonly #newLists = new Map<string, { readonly specifier: string; readonly anchor: Node | undefined; readonly names: string[] }>();
  /** Modules that are loaded as a whole from now on. */
  readonly #newModules: { readonly specifier: string; readonly local: string; readonly anchor: Node | undefined }[] = [];
  /** Packages whose main function is loaded from now on. */
  readonly #newMains: { readonly specifier: string; readonly local: string; readonly anchor: Node | undefined }[] = [];
  readonly #constants: { readonly anchor: Node | undefined; readonly text: string }[] = [];
  readonly #runtimeTexts: string[] = [];

  constructor(input: ImportsInput) {
    this.#input = input;
    this.#names = new Names(input.program, input.reserved);
    this.#known = new KnownModules(input.program, this.#names);
    const body = input.program['body'] as Node[];
    this.#usesImport = input.moduleKind === 'esm' || body.some((node) => /^(Import|Export|TSImportEquals)/.test(node.type));
  }

  /**
   * Expression for member `path` (`promises.readFile`) of `module`, the specifier as the file writes it.
   * `viaNamespace` is the expression by which this call reached the module: `fs`, `this.fs`, `require('fs')`.
   */
  refer(module: string, path: string, viaNamespace?: string): string {
    if (path === '') return viaNamespace === undefined ? this.#itself(module) : viaNamespace;
    return viaNamespace === undefined ? this.#member(module, path, (name) => `${name}Async`) : `${asObject(viaNamespace)}.${path}`;
  }

  /** Local name of what `specifier` exports as `name`: in an import or a require of its own at the top of the file. */
  imported(specifier: string, name: string): string {
    return this.#member(specifier, name, (taken) => `${taken}Thread`, this.#known.loads.at(-1)?.statement);
  }

  /** As `imported`, for a module of Node, under the first free one of `locals`; a file that loads nothing gets it at its top. */
  atTop(module: string, name: string, locals: readonly [string, ...string[]]): string {
    return this.#member(this.#known.coreSpecifier(module), name, () => locals, this.#known.loads.at(-1)?.statement ?? null);
  }

  /** Where a top-level name of the file comes from, if it was taken out of a module. */
  originOf(local: string): { readonly module: string; readonly imported: string } | undefined {
    const binding = this.#known.bindings.find((each) => each.local === local);
    return binding && { module: binding.module, imported: binding.path };
  }

  /** Expression for `util.promisify` of member `path` of `module`, '' for the module itself: a constant at the top of the file, or in place where the module is not known there. */
  promisified(module: string, path: string, viaNamespace?: string): string {
    const { module: name } = moduleOf(module);
    const existing = this.#existingPromisified(name, path);
    if (existing !== undefined) return existing;
    const target = viaNamespace === undefined ? (path === '' ? this.#itself(module) : this.#member(module, path, (member) => `${member}Callback`)) : path === '' ? asObject(viaNamespace) : `${asObject(viaNamespace)}.${path}`;
    const namespace = viaNamespace === undefined ? undefined : this.#known.namespace(name, viaNamespace);
    const added = this.#newModules.find((each) => each.local === viaNamespace);
    const anchor = viaNamespace === undefined ? this.#known.statementOf(name) : (namespace?.statement ?? added?.anchor);
    return this.#merged(`promisify ${name} ${target}`, () => {
      const isInPlace = anchor === undefined && !(this.#usesImport && viaNamespace === undefined);
      const promisify = this.#promisify(module, isInPlace);
      if (isInPlace) return `${promisify}(${target})`;
      const local = this.#names.take(`${path === '' ? camelCase((viaNamespace ?? target).replaceAll(/\W+/g, '.')) : camelCase(path)}Async`);
      const after = later(anchor, this.#known.bindingFor('util', 'promisify')?.statement ?? this.#known.openList('util', '')?.statement);
      this.#constants.push({ anchor: after, text: `${keyword(after)} ${local} = ${promisify}(${target})${this.#end(after)}` });
      return local;
    });
  }

  /** The module itself, which is a function. @throws Error in a file with `import` that has no name for it: such a call is refused before */
  #itself(module: string): string {
    const local = this.#known.bindingFor(moduleOf(module).module, '')?.local ?? this.wholeModule(module);
    if (local === undefined) throw new Error(`${module} itself has no name here`);
    return local;
  }

  /** A function of util under the name that the file has for it, or one at its top. */
  ofUtil(name: 'promisify' | 'callbackify', likeModule: string): string {
    const anchor = this.#known.statementOf(moduleOf(likeModule).module) ?? this.#known.loads.at(-1)?.statement ?? firstCalledLoad(this.#input.program);
    return this.#member(this.#known.coreSpecifier('util', likeModule), name, () => (name === 'promisify' ? 'promisifyCallback' : 'callbackifyAsync'), anchor);
  }

  /**
   * Name of the module object itself: the one that the file has, or that of a new `require`. Undefined in a file that uses
   * `import`, which gives one of several objects.
   */
  wholeModule(specifier: string): string | undefined {
    if (this.#usesImport) return undefined;
    const { module } = moduleOf(specifier);
    const known = this.#known.bindingFor(module, '');
    if (known !== undefined) return known.local;
    return this.#merged(`whole ${module}`, () => {
      const local = this.#names.take(module.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase()), `${module.replace(/\W/g, '')}Module`);
      this.#newModules.push({ specifier, local, anchor: this.#known.statementOf(module) ?? this.#known.loads.at(-1)?.statement });
      return local;
    });
  }

  /** Name of a constant at the top of the file; one that is there with the same value is used. */
  constant(wanted: string, value: string): string {
    return this.#merged(`constant ${wanted} ${value}`, () => {
      const { program, text } = this.#input;
      const body = program['body'] as Node[];
      const there = body.flatMap((node) => (node.type === 'VariableDeclaration' && node['kind'] === 'const' ? (node['declarations'] as Node[]) : [])).some(({ id, init }) => id.name === wanted && init !== null && text.slice(init.start, init.end) === value);
      if (there && this.#names.isStable(wanted)) return wanted;
      const local = this.#names.take(wanted);
      const anchor = this.#usesImport ? lastImport(program) : this.#known.loads.at(-1)?.statement;
      this.#constants.push({ anchor, text: `const ${local} = ${value}${this.#end(anchor)}` });
      return local;
    });
  }

  /** Local name of a runtime function (src/rewrite/runtime), whose text is added at the end of the file with all that it needs; with `parts`, the same for all calls, only these. */
  runtime(name: string, parts?: ReadonlySet<string>): string {
    return this.#merged(`runtime ${name}`, () => {
      const { text, program, style, lang } = this.#input;
      const runtime = runtimeFunction(name);
      const existing = findRuntime(text, program, runtime, style, lang, parts);
      if (existing !== undefined && this.#names.isStable(existing)) return existing;
      const local = this.#names.take(name);
      const place = this.#runtimeTexts.push('') - 1;
      const refs: Record<string, string> = {};
      for (const { module, member } of runtime.requires) refs[member] = this.refer(this.#known.coreSpecifier(module), member);
      for (const needed of runtime.callsWith(parts)) refs[needed] = this.runtime(needed, parts);
      for (const { specifier, local: wanted } of runtime.packages) refs[wanted] = this.#mainOf(specifier, wanted);
      this.#runtimeTexts[place] = runtime.source({ lang, style, name: local, refs, parts });
      return local;
    });
  }

  /** Local name of what a package is as a whole: what `require` gives, or the default of an `import`. */
  #mainOf(specifier: string, wanted: string): string {
    const known = this.#known.bindingFor(specifier, '');
    const isNamespace = known?.statement.type === 'ImportDeclaration' && (known.statement['specifiers'] as Node[]).some((each) => each.type === 'ImportNamespaceSpecifier');
    if (known !== undefined && !isNamespace) return known.local;
    return this.#merged(`main ${specifier}`, () => {
      const local = this.#names.take(wanted);
      const { program } = this.#input;
      this.#newMains.push({ specifier, local, anchor: this.#usesImport ? lastImport(program) : this.#known.loads.at(-1)?.statement });
      return local;
    });
  }

  /** Names without references leave their import or destructured require. */
  unused(bindings: readonly BindingUse[]): void {
    for (const { module, imported, local, remaining } of bindings) {
      if (remaining > 0) continue;
      for (const list of this.#known.lists) {
        if (list.module !== moduleOf(module).module || !list.open || list.declarator === null) continue;
        const item = list.items.find((candidate) => candidate.local === local && candidate.imported === imported);
        if (item !== undefined) inMap(this.#removed, list, () => new Set()).add(item);
      }
    }
  }

  /** All edits, in text order, disjoint. The same at every call. */
  edits(): { readonly edits: readonly Edit[] } {
    const { text, program, style } = this.#input;
    const lines = this.#newLines();
    const edits: Edit[] = [];
    const emptied = new Map<Node, Set<Node>>();
    for (const list of new Set([...this.#added.keys(), ...this.#removed.keys()])) {
      const listEdits = editNameList(text, list, this.#added.get(list) ?? [], this.#removed.get(list) ?? new Set());
      if (listEdits !== undefined) edits.push(...listEdits);
      else inMap(emptied, list.statement, () => new Set()).add(list.declarator ?? list.statement);
    }
    for (const [statement, gone] of emptied) {
      if (gone.size < (statement['declarations']?.length ?? 1)) {
        edits.push(...removeDeclarators(statement, gone));
      } else {
        edits.push(replaceStatement(text, program, statement, lines.get(statement) ?? { imports: [], constants: [] }, style.eol));
        lines.delete(statement);
      }
    }
    for (const [statement, added] of lines) {
      edits.push(statement === undefined ? insertAtTop(text, program, added, style.eol) : insertAfter(text, statement, added, style.eol));
    }
    if (this.#runtimeTexts.length > 0) edits.push(appendBlocks(text, this.#runtimeTexts, style.eol));
    return { edits: edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) };
  }

  #merged(key: string, answer: () => string): string {
    const known = this.#answers.get(key) ?? answer();
    this.#answers.set(key, known);
    return known;
  }

  /** What the file has for a member, else a new name (its own or the one it is renamed to; the first free one of several): in a list of names from the module, or in a new list after `anchor`. */
  #member(specifier: string, path: string, rename: (name: string) => string | readonly [string, ...string[]], anchor?: Node | null): string {
    const place = moduleOf(specifier);
    const full = joinPath(place.path, path);
    const found = this.#known.find(place.module, full);
    if (found !== undefined) return found;
    const prefix = place.module === 'fs' && full.startsWith('promises.') ? 'promises' : '';
    const [first, ...rest] = full.slice(prefix === '' ? 0 : prefix.length + 1).split('.') as [string, ...string[]];
    const list = this.#known.openList(place.module, prefix);
    if (prefix !== '' && list === undefined && this.#input.hasPromisesModule === false && (this.#usesImport || this.#known.statementOf(place.module) !== undefined)) {
      return [this.#member(specifier.replace(/\/promises$/, ''), prefix, rename, anchor), first, ...rest].join('.');
    }
    const after = this.#known.statementOf(place.module) ?? anchor ?? undefined;
    if (list === undefined && after === undefined && anchor !== null && !this.#usesImport) return `require(${this.#quoted(specifier)}).${full}`;
    const local = this.#merged(`member ${place.module} ${prefix} ${first}`, () => {
      // `promises` alone would say too little
      const renamed = first === 'promises' ? (['fsPromises'] as const) : rename(first);
      const name = typeof renamed === 'string' ? this.#names.take(first, renamed) : this.#names.take(...renamed);
      const isImport = list === undefined ? this.#importsAfter(after) : list.owner.type === 'ImportDeclaration';
      const item = name === first ? first : `${first}${isImport ? ' as ' : ': '}${name}`;
      if (list !== undefined) inMap(this.#added, list, () => []).push(item);
      else this.#newList(prefix === '' ? specifier : `${specifier.startsWith('node:') ? 'node:' : ''}fs/promises`, after).names.push(item);
      return name;
    });
    return [local, ...rest].join('.');
  }

  #newList(specifier: string, anchor: Node | undefined): { readonly names: string[] } {
    return inMap(this.#newLists, `${specifier} ${anchor?.start ?? ''}`, () => ({ specifier, anchor, names: [] }));
  }

  #promisify(likeModule: string, isInPlace: boolean): string {
    const util = this.#known.coreSpecifier('util', likeModule);
    if (isInPlace && !this.#usesImport) return this.#known.find('util', 'promisify') ?? `require(${this.#quoted(util)}).promisify`;
    return this.#member(util, 'promisify', () => 'promisifyCallback', this.#known.statementOf(moduleOf(likeModule).module));
  }

  #existingPromisified(module: string, path: string): string | undefined {
    const { text, program } = this.#input;
    const target = this.#known.find(module, path);
    return findPromisified(text, program, new Set(target === undefined ? [] : [target]), this.#known.find('util', 'promisify'), (name) => this.#names.isStable(name));
  }

  /** New statements by the statement that they follow; undefined is the top of the file. */
  #newLines(): Map<Node | undefined, Lines> {
    const { program } = this.#input;
    const lines = new Map<Node | undefined, Lines>();
    const after = (anchor: Node | undefined): Lines => inMap(lines, anchor, () => ({ imports: [], constants: [] }));
    for (const { specifier, local, anchor } of this.#newModules) {
      after(anchor).imports.push(`${keyword(anchor)} ${local} = require(${this.#quoted(specifier)})${this.#end(anchor)}`);
    }
    for (const { specifier, local, anchor } of this.#newMains) {
      const required = `require(${this.#quoted(specifier)})`;
      const line = !this.#usesImport ? `${keyword(anchor)} ${local} = ${required}` : this.#input.importEquals ? `import ${local} = ${required}` : `import ${local} from ${this.#quoted(specifier)}`;
      after(anchor).imports.push(line + this.#end(anchor));
    }
    for (const { specifier, anchor, names } of this.#newLists.values()) {
      const list = this.#braced(anchor, names.join(', '));
      if (this.#importsAfter(anchor)) {
        const place = anchor?.type === 'ImportDeclaration' ? anchor : lastImport(program);
        after(place).imports.push(`import ${list} from ${this.#quoted(specifier)}${this.#end(place)}`);
      } else {
        after(anchor).imports.push(`${keyword(anchor)} ${list} = require(${this.#quoted(specifier)})${this.#end(anchor)}`);
      }
    }
    const loads = new Set(this.#known.loads.map(({ statement }) => statement));
    for (const { anchor, text } of this.#constants) after(endOfLoads(program, anchor, loads)).constants.push(text);
    return lines;
  }

  /** A new statement after `anchor` is an `import`. */
  #importsAfter(anchor: Node | undefined): boolean {
    return anchor?.type === 'VariableDeclaration' ? this.#input.moduleKind === 'esm' : this.#usesImport;
  }

  #end(anchor: Node | undefined): string {
    return (anchor === undefined ? this.#input.style.semicolons : this.#input.text[anchor.end - 1] === ';') ? ';' : '';
  }

  /** Spaces inside the braces, unless the statement that is followed has none. */
  #braced(anchor: Node | undefined, names: string): string {
    return anchor !== undefined && /\{\S/.test(this.#input.text.slice(anchor.start, anchor.end)) ? `{${names}}` : `{ ${names} }`;
  }

  #quoted(specifier: string): string {
    return this.#input.style.quote + specifier + this.#input.style.quote;
  }
}
