// How a file already reaches modules: its top-level imports and requires, whatever their form.
import { unwrap, type Node } from '../../syntax/node.ts';

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
  /** Set for a destructured require: the declarator, of which the statement may have several. */
  readonly declarator: Node | undefined;
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

/** What findKnownModules() finds. */
export interface KnownModules {
  readonly bindings: readonly KnownBinding[];
  readonly lists: readonly NameList[];
  /** Top-level statements that import or require, by normalised module, in source order. */
  readonly statements: readonly { readonly module: string; readonly specifier: string; readonly statement: Node }[];
}

/** Module and member path of a specifier: `node:fs/promises` is member `promises` of `fs`. */
export function moduleOf(specifier: string): { module: string; path: string } {
  const bare = specifier.replace(/^node:/, '');
  return bare === 'fs/promises' ? { module: 'fs', path: 'promises' } : { module: bare, path: '' };
}

/** `a` and `b` as one member path; `default` members are the module itself. */
export const joinPath = (...parts: readonly string[]): string =>
  parts.flatMap((part) => part.split('.')).filter((part) => part !== '' && part !== 'default').join('.');

/** Reads the top-level statements of a Program; nothing inside functions or blocks. */
export function findKnownModules(program: Node): KnownModules {
  const found: { bindings: KnownBinding[]; lists: NameList[]; statements: { module: string; specifier: string; statement: Node }[] } =
    { bindings: [], lists: [], statements: [] };

  const add = (specifier: string, statement: Node): { module: string; path: string } => {
    const place = moduleOf(specifier);
    found.statements.push({ module: place.module, specifier, statement });
    return place;
  };

  for (const statement of program['body'] as Node[]) {
    if (statement.type === 'ImportDeclaration' && (statement['importKind'] ?? 'value') === 'value') {
      const { module, path } = add(statement['source'].value, statement);
      const items: NameItem[] = [];
      for (const node of statement['specifiers'] as Node[]) {
        const local: string = node['local'].name;
        if (node.type !== 'ImportSpecifier') {
          found.bindings.push({ module, path, local, statement });
        } else if ((node['importKind'] ?? 'value') === 'value') {
          const imported: string = node['imported'].name ?? node['imported'].value;
          items.push({ node, imported, local });
          found.bindings.push({ module, path: joinPath(path, imported), local, statement });
        } else {
          items.push({ node, imported: '', local: undefined });
        }
      }
      if (items.length > 0) found.lists.push({ module, prefix: path, statement, owner: statement, declarator: undefined, items, open: true });
    } else if (statement.type === 'TSImportEqualsDeclaration' && statement['moduleReference'].type === 'TSExternalModuleReference') {
      const place = add(statement['moduleReference'].expression.value, statement);
      found.bindings.push({ ...place, local: statement['id'].name, statement });
    } else if (statement.type === 'VariableDeclaration') {
      for (const declarator of statement['declarations'] as Node[]) {
        const source = declarator['init'] ? requiredBy(declarator['init']) : undefined;
        if (source === undefined) continue;
        const place = add(source.specifier, statement);
        const path = joinPath(place.path, source.path);
        if (declarator['id'].type === 'Identifier') {
          found.bindings.push({ module: place.module, path, local: declarator['id'].name, statement });
        } else if (declarator['id'].type === 'ObjectPattern') {
          addPattern(found, place.module, path, statement, declarator['id'], declarator);
        }
      }
    }
  }
  return found;
}

/** `require('x')`, `require('x').y.z`, `await import('x')`: the specifier and the member path. */
function requiredBy(expression: Node): { specifier: string; path: string } | undefined {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression' && node['computed'] !== true) {
    const inner = requiredBy(node['object']);
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

function addPattern(
  found: { bindings: KnownBinding[]; lists: NameList[] },
  module: string,
  prefix: string,
  statement: Node,
  owner: Node,
  declarator: Node | undefined,
): void {
  const items: NameItem[] = [];
  let open = true;
  for (const node of owner['properties'] as Node[]) {
    const imported: string | undefined = node['computed'] === true ? undefined : (node['key']?.name ?? node['key']?.value);
    const value: Node | undefined = node['value'];
    if (node.type === 'RestElement' || imported === undefined) open = false;
    const local: string | undefined = value?.type === 'Identifier' ? value['name'] : undefined;
    items.push({ node, imported: imported ?? '', local });
    if (imported === undefined) continue;
    const path = joinPath(prefix, imported);
    if (local !== undefined) found.bindings.push({ module, path, local, statement });
    else if (value?.type === 'ObjectPattern') addPattern(found, module, path, statement, value, undefined);
  }
  if (items.length > 0) found.lists.push({ module, prefix, statement, owner, declarator, items, open });
}
