// Which git commits a write becomes: as many as were asked for, as long as the program is whole after each.
import type { CommitStyle, PlannedCommit } from '../core/git-commit.ts';
import type { FileId } from '../core/source.ts';
import type { Gate } from '../pipeline.ts';
import { commitOf, groupsOf, type MessageParts } from '../preview/commit-messages.ts';

/**
 * The commits of a write. Units need nothing of one another, and yet the gates are asked after each: types, for one, can
 * bind what no call does. Where they find a fault, the commit takes in the next unit.
 */
export async function plannedCommits(parts: MessageParts, style: CommitStyle, gate: () => Promise<Gate>): Promise<PlannedCommit[]> {
  const groups = groupsOf(parts.plan, parts.changes, style);
  if (groups.length < 2) return groups.map((files) => commitOf(parts, files));
  const check = await gate();
  const commits: PlannedCommit[] = [];
  const before = new Set<FileId>();
  let files: FileId[] = [];
  for (const [index, group] of groups.entries()) {
    files.push(...group);
    for (const file of group) before.add(file);
    const isWhole = index === groups.length - 1 || (await check(parts.plan, parts.changes.filter(({ file }) => before.has(file)))).faults.length === 0;
    if (!isWhole) continue;
    commits.push(commitOf(parts, files));
    files = [];
  }
  return commits;
}
