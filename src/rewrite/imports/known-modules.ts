// How a file already reaches modules: its top-level imports and requires, whatever their form.
import { unwrap, type Node } from '../../syntax/node.ts';
import type { Names } from './names.ts';

/** A top-level name for a module or for a member of it. */
export interface KnownBinding {
  /** Module without `node:`; `fs/promises` counts as member `promises` of `fs`. */
  readonly module: string;
  /** Member path, empty for the module itself. */
  readonly path: string;
  readonly local: string;
  readonly statement: Node;
}

/** A braced list of names taken from a module: of an import, or of a destructured require. */
export interface NameList {
  readonly module: string;
  /** Member path that the list takes from: `promises` for `fs/promises`. */
  readonly prefix: string;
  readonly statement: Node;
  /** ImportDeclaration or ObjectPattern. */
  readonly owner: Node;
  /** Of a destructured require: the declarator, of which the statement may have several; null of a pattern within one. */
  readonly declarator: Node | null | undefined;
  readonly items: readonly NameItem[];
  /** New names can be added. */
  readonly open: boolean;
}

/** One name of a list. */
export interface NameItem {
  readonly node: Node;
  readonly imported: string;
  readonly local: string | undefined;
}

/** A top-level statement that loads a module. */
export interface LoadStatement {
  readonly module: string;
  /** As written. */
  readonly specifier: string;
  readonly statement: Node;
}

/** The top-level imports and requires of a file, in source order. */
export class KnownModules {
  readonly bindings: KnownBinding[] = [];
  readonly lists: NameList[] = [];
  readonly loads: LoadStatement[] = [];
  readonly #names: Names;

  /** Reads the statements of `program`; nothing inside functions or blocks. */
  constructor(program: Node, names: Names) {
    this.#names = names;
    for (const statement of program['body'] as Node[]) {
      if (statement.type === 'ImportDeclaration') this.#addImport(statement);
      else if (statement.type === 'TSImportEqualsDeclaration') this.#addImportEquals(statement);
      else if (statement.type === 'VariableDeclaration') this.#addRequires(statement);
    }
  }

  /** The expression by which the file already reaches a member: by the longest known part of its path. */
  find(module: string, path: string): string | undefined {
    const binding = this.bindingFor(module, path);
    return binding && [binding.local, ...joinPath(path.slice(binding.path.length)).split('.')].filter((part) => part !== '').join('.');
  }

  /** The name that covers the longest part of `path` and means the same everywhere in the file. */
  bindingFor(module: string, path: string): KnownBinding | undefined {
    let best: KnownBinding | undefined;
    for (const binding of this.bindings) {
      if (binding.module !== module || !covers(binding.path, path) || !this.#names.isStable(binding.local)) continue;
      if (best === undefined || binding.path.length > best.path.length) best = binding;
    }
    return best;
  }

  /** The name `local` of the whole module. */
  namespace(module: string, local: string): KnownBinding | undefined {
    return this.bindings.find((binding) => binding.module === module && binding.path === '' && binding.local === local && this.#names.isStable(local));
  }

  /** A braced list that can take one more member of `prefix`. */
  openList(module: string, prefix: string): NameList | undefined {
    return this.lists.find((list) => list.open && list.module === module && list.prefix === prefix && list.declarator !== null);
  }

  /** The last statement that loads a module: where another one for it goes. */
  statementOf(module: string): Node | undefined {
    return this.loads.findLast((load) => load.module === module)?.statement;
  }

  /** Specifier of a core module, with `node:` as the file writes it, as `like`, or as the file's other imports. */
  coreSpecifier(module: string, like = ''): string {
    const known = this.loads.find((load) => load.module === module && moduleOf(load.specifier).path === '')?.specifier;
    if (known !== undefined) return known;
    const isPrefixed = like.startsWith('node:') || this.loads.some(({ specifier }) => specifier.startsWith('node:'));
    return isPrefixed ? `node:${module}` : module;
  }

  #load(specifier: string, statement: Node): { module: string; path: string } {
    const place = moduleOf(specifier);
    this.loads.push({ module: place.module, specifier, statement });
    return place;
  }

  #addImport(statement: Node): void {
    if ((statement['importKind'] ?? 'value') !== 'value') return;
    const { module, path } = this.#load(statement['source'].value, statement);
    const items: NameItem[] = [];
    for (const node of statement['specifiers'] as Node[]) {
      const local: string = node['local'].name;
      if (node.type !== 'ImportSpecifier') {
        this.bindings.push({ module, path, local, statement });
      } else if ((node['importKind'] ?? 'value') === 'value') {
        const imported: string = node['imported'].name ?? node['imported'].value;
        items.push({ node, imported, local });
        this.bindings.push({ module, path: joinPath(path, imported), local, statement });
      } else {
        items.push({ node, imported: '', local: undefined });
      }
    }
    if (items.length > 0) this.lists.push({ module, prefix: path, statement, owner: statement, declarator: undefined, items, open: true });
  }

  #addImportEquals(statement: Node): void {
    if (statement['moduleReference'].type !== 'TSExternalModuleReference') return;
    const place = this.#load(statement['moduleReference'].expression.value, statement);
    this.bindings.push({ ...place, local: statement['id'].name, statement });
  }

  #addRequires(statement: Node): void {
    for (const declarator of statement['declarations'] as Node[]) {
      const source = declarator['init'] ? loadedBy(declarator['init']) : undefined;
      if (source === undefined) continue;
      const { module, path } = this.#load(source.specifier, statement);
      this.#addPattern(module, joinPath(path, source.path), statement, declarator['id'], declarator);
    }
  }

  #addPattern(module: string, path: string, statement: Node, pattern: Node, declarator: Node | null): void {
    if (pattern.type === 'Identifier') this.bindings.push({ module, path, local: pattern['name'], statement });
    if (pattern.type !== 'ObjectPattern') return;
    const items: NameItem[] = [];
    let open = true;
    for (const node of pattern['properties'] as Node[]) {
      const imported: string | undefined = node['computed'] === true ? undefined : (node['key']?.name ?? node['key']?.value);
      const value: Node | undefined = node['value'];
      items.push({ node, imported: imported ?? '', local: value?.type === 'Identifier' ? value['name'] : undefined });
      if (imported === undefined || value === undefined) open = false;
      else this.#addPattern(module, joinPath(path, imported), statement, value, null);
    }
    if (items.length > 0) this.lists.push({ module, prefix: path, statement, owner: pattern, declarator, items, open });
  }
}

const covers = (known: string, path: string): boolean => known === '' || known === path || path.startsWith(`${known}.`);

/** Module and member path of a specifier: `node:fs/promises` is member `promises` of `fs`. */
export function moduleOf(specifier: string): { module: string; path: string } {
  const bare = specifier.replace(/^node:/, '');
  return bare === 'fs/promises' ? { module: 'fs', path: 'promises' } : { module: bare, path: '' };
}

/** `a` and `b` as one member path; `default` members are the module itself. */
export const joinPath = (...parts: readonly string[]): string =>
  parts.flatMap((part) => part.split('.')).filter((part) => part !== '' && part !== 'default').join('.');

/** `require('x')`, `require('x').y.z`, `await import('x')`: the specifier and the member path. */
function loadedBy(expression: Node): { specifier: string; path: string } | undefined {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression' && node['computed'] !== true) {
    const inner = loadedBy(node['object']);
    return inner && { specifier: inner.specifier, path: joinPath(inner.path, node['property'].name ?? '') };
  }
  if (node.type === 'AwaitExpression') {
    const call: Node = node['argument'];
    const source = call.type === 'ImportExpression' ? call['source'] : call['callee']?.type === 'Import' ? call['arguments'][0] : undefined;
    return source?.type === 'StringLiteral' ? { specifier: source.value, path: '' } : undefined;
  }
  const isRequire = node.type === 'CallExpression' && node['callee'].type === 'Identifier' && node['callee'].name === 'require';
  const argument = isRequire ? node['arguments'][0] : undefined;
  return argument?.type === 'StringLiteral' ? { specifier: argument.value, path: '' } : undefined;
}
