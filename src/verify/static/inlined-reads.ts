// Files that a bundler reads while it builds: it knows `fs.readFileSync(__dirname + …)` and nothing that a migration makes of it.
import { INLINERS } from '../../apis/inliners.ts';
import type { ScannedRepo } from '../../core/source.ts';
import { walk, type Node } from '../../syntax/node.ts';
import { changedFiles, isCall, memberName, type FileView, type Tree } from './tree.ts';

/** The inliner among the packages that a file's package asks for. */
export function inlinerOf(repo: ScannedRepo, file: FileView): string | undefined {
  const own = repo.packages.find(({ dir }) => dir === file.source.packageDir);
  return INLINERS.find((name) => own?.dependencies[name] !== undefined);
}

/** How many reads of a file such a tool would replace. */
export function inlinableReads({ program }: FileView): number {
  let count = 0;
  walk(program, (node) => {
    if (isCall(node) && /^(?:readFileSync|readdirSync)$/.test(memberName(node.callee) ?? node.callee.name ?? '') && node.arguments[0] && isStatic(node.arguments[0])) count++;
  });
  return count;
}

/** `__dirname + '/x'`, `path.join(__dirname, 'x')`, `require.resolve('x')` */
function isStatic(node: Node): boolean {
  let isFixed = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' && (inner.name === '__dirname' || inner.name === '__filename')) isFixed = true;
    if (isCall(inner) && memberName(inner.callee) === 'resolve' && inner.callee.object.name === 'require') isFixed = true;
  });
  return isFixed;
}

/** Reads that were there to be inlined and are no longer, by file. */
export function lostReads(before: Tree, after: Tree): { file: FileView; inliner: string; lost: number }[] {
  return changedFiles(before, after).flatMap(({ old, file }) => {
    const inliner = inlinerOf(after.repo, file);
    if (inliner === undefined) return [];
    const lost = inlinableReads(old) - inlinableReads(file);
    return lost > 0 ? [{ file, inliner, lost }] : [];
  });
}
