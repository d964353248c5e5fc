// The result of `unblock check`: on a terminal, and as workflow commands of GitHub Actions.
import { workflowCommand } from './github.ts';
import type { Look } from './palette.ts';
import { count, oneLine, printable, wrap } from './printable.ts';

/** What is shown of a check. */
export interface CheckView {
  readonly new: readonly { readonly file: string; readonly line: number; readonly column: number; readonly api: string; readonly within: string; readonly text: string; readonly canMigrate: boolean; readonly message: string | undefined }[];
  readonly gone: readonly { readonly file: string; readonly api: string; readonly within: string; readonly text: string; readonly count: number }[];
  readonly known: number;
  /** What the calls are called. Default: blocking calls. */
  readonly noun?: string;
}

/** At most so many new calls are shown without --verbose. */
const SHOWN = 20;

/** The lines for a person; `baseline` is the file as the person calls it. */
export function checkLines({ new: fresh, gone, known, noun = 'blocking call' }: CheckView, baseline: string, { colours, width }: Look, verbose = false): string[] {
  const lines: string[] = [];
  if (fresh.length > 0) {
    lines.push(colours.red(`${count(fresh.length, `new ${noun}`)}`));
    for (const { file, line, column, api, within, text, canMigrate, message } of verbose ? fresh : fresh.slice(0, SHOWN)) {
      lines.push(`  ${colours.cyan(`${printable(file)}:${line}:${column}`)}  ${printable(api)}${within === '' ? '' : ` in ${printable(within)}`}`, `    ${colours.dim(oneLine(text, width - 4))}`);
      lines.push(...wrap(canMigrate ? 'can be migrated: unblock run' : `cannot be migrated: ${message ?? 'it cannot wait'}`, width, '    '));
    }
    if (!verbose && fresh.length > SHOWN) lines.push(`  and ${fresh.length - SHOWN} more (--verbose)`);
  }
  if (gone.length > 0) {
    const n = gone.reduce((sum, call) => sum + call.count, 0);
    lines.push(colours.yellow(`${count(n, 'call')} of ${printable(baseline)} ${n === 1 ? 'is' : 'are'} gone: unblock check --prune takes ${n === 1 ? 'it' : 'them'} out`));
    for (const { file, api, within, count: times } of gone) lines.push(`  ${printable(file)}  ${printable(api)}${within === '' ? '' : ` in ${printable(within)}`}${times > 1 ? ` (${times} times)` : ''}`);
  }
  lines.push(fresh.length + gone.length === 0 ? colours.green(`no new ${noun} (${known} known)`) : `${count(known, `known ${noun}`)}`);
  return lines;
}

/** One annotation for each new call, and one for what is gone. */
export function checkAnnotations({ new: fresh, gone, noun = 'blocking call' }: CheckView, baseline: string): string[] {
  return [
    ...fresh.map(({ file, line, column, api, canMigrate, message }) =>
      workflowCommand({ level: 'error', file, line, column, title: `new ${noun}: ${api}`, message: `${noun === 'blocking call' ? `${api} blocks the event loop. ` : ''}${canMigrate ? 'unblock run can make it wait.' : (message ?? '')}`.trim() })),
    ...(gone.length > 0 ? [workflowCommand({ level: 'error', file: baseline, line: 1, title: 'baseline is out of date', message: `Calls are gone that ${baseline} knows: run unblock check --prune.` })] : []),
  ];
}
