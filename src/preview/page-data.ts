// What the script of the page draws when somebody looks at it: changes with their rows and reasons, and calls that stay.
import type { SiteOutcome } from '../core/plan.ts';
import { buildHunks, type Hunk } from './hunks.ts';
import type { Previewed } from './previewed.ts';
import { printable } from './printable.ts';
import { headline, hunkReasons, sentence, type Explainer } from './why.ts';

/** Old line number, old text, new line number, new text; 0 and '' where a side has no line. */
export type Row = readonly [number, string, number, string];

export interface PageHunk {
  readonly rows: readonly Row[];
  readonly why: readonly string[];
}

export interface PageChange {
  readonly file: string;
  readonly added: number;
  readonly removed: number;
  /** Functions that the change is about. */
  readonly names: readonly string[];
  readonly hunks: readonly PageHunk[];
}

export interface PageCall {
  readonly file: string;
  readonly line: number;
  readonly api: string;
  readonly within: string;
  readonly text: string;
  readonly message: string;
  /** The chain of causes: words and place. */
  readonly chain: readonly (readonly [string, string])[];
}

export interface PageData {
  readonly changes: readonly PageChange[];
  /** By reason code. */
  readonly stays: Readonly<Record<string, readonly PageCall[]>>;
}

/** All texts in it are shown as they are: control and direction characters are visible ones already. */
export function pageData({ plan, changes, explainer, sources }: Previewed): PageData {
  // `constructor` is a reason, too
  const stays = Object.create(null) as Record<string, PageCall[]>;
  for (const site of plan.sites) {
    if (site.outcome === 'migrated' || site.outcome === 'twinned') continue;
    (stays[site.reason ?? 'tool-failure'] ??= []).push(callOf(site, explainer, sources.get(site.file)?.text ?? ''));
  }
  return {
    stays,
    changes: changes.map((change): PageChange => {
      const hunks = buildHunks(change);
      const decisions = new Set(hunks.flatMap((hunk) => hunk.decisions));
      const names = [...decisions].flatMap((id) => {
        const decision = explainer.decision(id);
        return decision && /^(?:make-async|twin|replace-api|add-await|offload)$/.test(decision.verdict) && decision.name !== 'anonymous' ? [printable(decision.name)] : [];
      });
      const marks = (mark: string): number => hunks.reduce((n, { lines }) => n + lines.filter((line) => line.startsWith(mark)).length, 0);
      return {
        file: printable(change.file), added: marks('+'), removed: marks('-'), names: [...new Set(names)],
        hunks: hunks.map((hunk) => ({ rows: rowsOf(hunk), why: hunkReasons(hunk.decisions, explainer).map(printable) })),
      };
    }),
  };
}

/** A hunk as two columns: what goes stands beside what comes. */
export function rowsOf({ oldStart, newStart, lines }: Hunk): Row[] {
  const rows: Row[] = [];
  let [old, fresh] = [oldStart, newStart];
  let gone: [number, string][] = [];
  let come: [number, string][] = [];
  const flush = (): void => {
    for (let i = 0; i < Math.max(gone.length, come.length); i++) rows.push([gone[i]?.[0] ?? 0, gone[i]?.[1] ?? '', come[i]?.[0] ?? 0, come[i]?.[1] ?? '']);
    gone = [];
    come = [];
  };
  for (const line of lines) {
    const text = printable(line.slice(1).replace(/\r$/, ''));
    if (line.startsWith('-')) gone.push([old++, text]);
    else if (line.startsWith('+')) come.push([fresh++, text]);
    else if (line.startsWith(' ')) {
      flush();
      rows.push([old++, text, fresh++, text]);
    }
  }
  flush();
  return rows;
}

function callOf({ file, line, api, within = '', message = '', span, decision }: SiteOutcome, explainer: Explainer, source: string): PageCall {
  const found = explainer.decision(decision);
  const steps = found ? explainer.explain(found) : [];
  const text = source.slice(span.start, Math.min(span.end, span.start + 200)).replace(/\s+/g, ' ');
  const chain = [...(found ? [[printable(headline(found)), printable(`${file}:${line}`)] as const] : []), ...steps.map((step) => [printable(sentence(step)), printable(`${step.at.file}:${step.at.line}`)] as const)];
  return { file: printable(file), line, api: printable(api), within: printable(within), text: printable(text), message: printable(message), chain };
}
