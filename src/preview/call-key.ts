// What a blocking call is known by when lines have moved: its file, API, the function around it and its text.
import { createHash } from 'node:crypto';
import type { SiteOutcome } from '../core/plan.ts';
import type { FileId, SourceFile } from '../core/source.ts';

/** Longer texts are told apart by their beginning. */
const LONGEST = 160;

/** What is told apart of a call; two calls that agree in all of it are counted. */
export interface CallIdentity {
  readonly api: string;
  /** The function around it, outer ones first: `Store.load`; '' for the top level. */
  readonly within: string;
  /** Its text, white space made one blank. */
  readonly text: string;
}

export function identityOf({ api, within = '', file, span }: SiteOutcome, sources: ReadonlyMap<FileId, Pick<SourceFile, 'text'>>): CallIdentity {
  const text = (sources.get(file)?.text.slice(span.start, span.end) ?? '').replace(/\s+/g, ' ').trim();
  return { api, within, text: text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text };
}

/** A fingerprint for each site; equal calls of one file are numbered in their order. */
export function callKeys(sites: readonly SiteOutcome[], sources: ReadonlyMap<FileId, Pick<SourceFile, 'text'>>): string[] {
  const seen = new Map<string, number>();
  return sites.map((site) => {
    const { api, within, text } = identityOf(site, sources);
    const key = JSON.stringify([site.file, api, within, text]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${createHash('sha256').update(key).digest('hex').slice(0, 32)}:${count}`;
  });
}
