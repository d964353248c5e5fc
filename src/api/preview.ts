// The views of a plan: each format is made from the same plan and changes, and decides nothing.
import { githubDocument } from '../preview/github.ts';
import { page } from '../preview/page.ts';
import { palette } from '../preview/palette.ts';
import { patchDocument } from '../preview/patch-document.ts';
import { patchOf } from '../preview/patch.ts';
import type { Previewed } from '../preview/previewed.ts';
import { refusalLines } from '../preview/refusals.ts';
import { sarifLog } from '../preview/sarif.ts';
import { summaryLines } from '../preview/summary.ts';
import type { Summary } from '../preview/summary.ts';
import { terminalDiff } from '../preview/terminal-diff.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { Format } from './formats.ts';
import type { Planned } from './planned.ts';
import { rules } from './rules.ts';
import { version } from './version.ts';

/** One file of the preview; `patch` is text for `git apply`, in the file's own encoding. */
export interface PatchedFile {
  readonly file: string;
  readonly encoding: 'utf8' | 'latin1' | undefined;
  readonly patch: string;
}

/** What `--format json` holds beside the status of the command. */
export interface JsonPreview {
  readonly plan: MigrationPlan;
  readonly summary: Summary;
  readonly changes: readonly PatchedFile[];
}

export interface TerminalLook {
  /** Default: no. */
  readonly colour?: boolean;
  /** Columns. Default: 100. */
  readonly width?: number;
}

/** The plan in `format`. Text, but for `patch`: files may have different encodings, so that one is bytes. */
export function preview(planned: Planned, format: 'patch'): Uint8Array;
export function preview(planned: Planned, format: Exclude<Format, 'patch'>, look?: TerminalLook): string;
export function preview(planned: Planned, format: Format, look?: TerminalLook): string | Uint8Array;
export function preview(planned: Planned, format: Format, look: TerminalLook = {}): string | Uint8Array {
  switch (format) {
    case 'terminal':
      return terminalText(planned, look);
    case 'json':
      return `${JSON.stringify(jsonPreview(planned))}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifLog(previewedOf(planned)), null, 1)}\n`;
    case 'patch':
      return patchDocument(planned.changes, sourcesOf(planned));
    case 'html':
      return page(previewedOf(planned));
    case 'github':
      return githubDocument(previewedOf(planned));
  }
}

/** The plan as plain data. */
export function jsonPreview(planned: Planned): JsonPreview {
  const sources = sourcesOf(planned);
  const changes = planned.changes.map((change) => ({ file: change.file, encoding: sources.get(change.file)?.encoding, patch: patchOf(change) }));
  return { plan: planned.plan, summary: planned.summary, changes };
}

const sourcesOf = ({ repo }: Planned): Previewed['sources'] => new Map(repo.files.map((file) => [file.id, file]));

function previewedOf(planned: Planned): Previewed {
  const { plan, changes, summary, explainer } = planned;
  return { plan, changes, summary, explainer, sources: sourcesOf(planned), rules, version: version() };
}

function terminalText({ plan, changes, explainer, summary }: Planned, { colour = false, width = 100 }: TerminalLook): string {
  const look = { colours: palette(colour), width };
  const diffs = changes.flatMap((change) => terminalDiff(change, explainer, { ...look, verbose: false }));
  return [...diffs, ...refusalLines(plan, look), ...summaryLines(summary, plan, look)].map((line) => `${line}\n`).join('');
}
