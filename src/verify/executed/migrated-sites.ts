// The places that a migration changed and that can be executed or not: every await that was not there before.
import type { SiteCoverage } from '../../core/verification.ts';
import { isFunction, walk, type Node } from '../../syntax/node.ts';
import type { FileView, Tree } from '../static/tree.ts';

export interface MigratedSite extends SiteCoverage {
  /** Where it is in the migrated text. */
  readonly outputStart: number;
}

/** New awaits by file, without those in functions that the rewriter appended. */
export function migratedSites(before: Tree, after: Tree): { file: string; sites: MigratedSite[] }[] {
  return after.files.flatMap((file) => {
    const old = before.byId.get(file.source.id);
    if (old && old.source.text === file.source.text) return [];
    const known = old ? countsOf(old) : new Map<string, number>();
    const names = new Set<string>(old?.program['body'].map((statement: Node) => statement.id?.name) ?? []);
    const sites: MigratedSite[] = [];
    walk(file.program, (node) => {
      if (isAppended(node, names)) return false;
      if (node.type !== 'AwaitExpression') return undefined;
      const text = textOf(file, node);
      const left = known.get(text) ?? 0;
      if (left > 0) known.set(text, left - 1);
      else sites.push({ file: file.source.id, line: file.lineAt(node.start), text: text.slice(0, 100), outputStart: node.start });
      return undefined;
    });
    return sites.length > 0 ? [{ file: file.source.id, sites }] : [];
  });
}

/** `async function mapAsync(…)` at the end of a file; an async main is no such thing, its statements were there before. */
const isAppended = (node: Node, names: ReadonlySet<string>): boolean => isFunction(node) && node.type === 'FunctionDeclaration' && node.parent?.type === 'Program' && !names.has(node.id?.name) && !/^(?:main|asyncMain)\d*$/.test(node.id?.name ?? '');

function countsOf(file: FileView): Map<string, number> {
  const counts = new Map<string, number>();
  walk(file.program, (node) => {
    if (node.type === 'AwaitExpression') counts.set(textOf(file, node), (counts.get(textOf(file, node)) ?? 0) + 1);
  });
  return counts;
}

const textOf = ({ source }: FileView, { start, end }: Node): string => source.text.slice(start, end).replace(/\s+/g, ' ');
