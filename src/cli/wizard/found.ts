// What the wizard says first: the repository as unblock sees it, and what it could do.
import type { Tooling } from '../../scan/tooling.ts';
import type { Look } from '../../preview/palette.ts';
import { count, wrap } from '../../preview/printable.ts';
import { countedSites } from '../../preview/site-words.ts';
import { refusalGroups } from '../../preview/summary.ts';
import type { Study } from '../study.ts';

/** A few lines about the repository. */
export function toolingLines({ packageManager, workspaces, files, modules, node, test, dirty }: Tooling, look: Look): string[] {
  const languages = [[files.javascript, 'JavaScript'], [files.typescript, 'TypeScript']] as const;
  const kinds = [[modules.commonjs, 'CommonJS'], [modules.esm, 'ES modules']] as const;
  const told = (parts: readonly (readonly [number, string])[]): string => parts.filter(([n]) => n > 0).map(([n, name]) => `${n} ${name}`).join(' + ');
  const rows: [string, string][] = [
    ['files', `${told(languages)}; ${told(kinds)}`],
    ['packages', `${packageManager ?? 'no lock file'}${workspaces > 0 ? `, ${count(workspaces, 'package')} besides the root` : ''}; Node ${node ?? 'not said (engines)'}`],
    ['tests', test ?? 'none found (npm test)'],
    ['git', dirty === undefined ? 'not a git repository: unblock undo is the way back' : dirty.length === 0 ? 'clean' : `${count(dirty.length, 'source file')} with uncommitted changes`],
  ];
  return rows.flatMap(([name, text]) => wrap(text, look.width - 1, ' '.repeat(12)).map((line, i) => (i === 0 ? `  ${look.colours.dim(name.padEnd(10).slice(0, 10))}${line.slice(12)}` : line)));
}

/** What was found, in two or three lines. */
export function foundLines({ summary, plan }: Study, look: Look): string[] {
  const { migrated, twinned, refused } = summary;
  const reasons = refusalGroups(plan).slice(0, 3).map(({ reason, count: n }) => `${n} ${reason}`).join(', ');
  const text = `${countedSites(plan)}: ${migrated + twinned} can be migrated, ${refused} stay${reasons ? ` (${reasons}${refusalGroups(plan).length > 3 ? ', ...' : ''})` : ''}`;
  return wrap(text, look.width - 1, '');
}
