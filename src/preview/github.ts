// Workflow commands of GitHub Actions: what a job prints to have lines of a pull request annotated.
import type { Previewed } from './previewed.ts';
import { positionsIn } from './positions.ts';
import { blocks, transformOf } from './site-words.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly title: string;
  readonly message: string;
}

/** `::warning file=…,line=…::message`. Whatever the texts hold, it is one line and one command. */
export function workflowCommand({ level, message, file, line, column, endLine, endColumn, title }: Annotation): string {
  const properties = { file, line, ...(column !== undefined && { col: column }), ...(endLine !== undefined && { endLine }), ...(endColumn !== undefined && { endColumn }), title };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${escapedData(message)}`;
}

/** One command for each site, those of source files first: GitHub shows only the first ten of a step. */
export function githubDocument({ plan, sources }: Previewed): string {
  const positions = new Map<string, ReturnType<typeof positionsIn>>();
  const transform = transformOf(plan);
  const lines = [...plan.sites].sort((a, b) => Number(a.role !== 'source') - Number(b.role !== 'source')).map((site) => {
    const { file, line, span, api, outcome, reason, message } = site;
    const text = sources.get(file)?.text;
    let at = positions.get(file);
    if (!at && text !== undefined) positions.set(file, (at = positionsIn(text)));
    const where = at ? { start: at(span.start), end: at(span.end) } : undefined;
    const moved = outcome === 'migrated' || outcome === 'twinned';
    const level = outcome === 'failed' ? 'error' : moved ? 'warning' : 'notice';
    // a column makes sense to GitHub only within one line
    const columns = where && where.start.line === where.end.line ? { column: where.start.column, endColumn: where.end.column } : {};
    const place = { level, file, line, ...(where && { endLine: where.end.line }), ...columns } as const;
    if (!blocks(transform(site))) {
      return workflowCommand({ ...place, title: moved ? `${api} can be migrated` : `${api} stays (${reason ?? outcome})`, message: moved ? `${api} can be written with async and await.` : (message ?? `${api} stays.`) });
    }
    return workflowCommand({
      ...place,
      title: moved ? `${api} blocks and can be migrated` : `${api} blocks (${reason ?? outcome})`,
      message: moved ? `${api} blocks the event loop; unblock can ${outcome === 'migrated' ? 'make it await its twin' : 'write an async version of the function around it'}.` : (message ?? `${api} blocks the event loop.`),
    });
  });
  const problems = plan.problems.map(({ file, line, message, code }) => workflowCommand({ level: 'error', file, line: line ?? 1, title: code, message }));
  return [...problems, ...lines].map((line) => `${line}\n`).join('');
}

/** As the runner's own toolkit escapes. */
const escapedData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
