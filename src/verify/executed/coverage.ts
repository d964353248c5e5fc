// Which migrated sites did the tests run? Answers from the coverage that V8 wrote (NODE_V8_COVERAGE).
import { readdir, readFile } from 'node:fs/promises';
import type { SourceMapPayload } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byMap, inlineMap, lengthsOfLines, sameText, shifted } from './code-map.ts';
import type { Locate } from './code-map.ts';

export interface Executed {
  /** `<file>:<offset in the new text>` of each site that ran. */
  readonly sites: ReadonlySet<string>;
  /** Files that ran, but as code that could not be traced back to them. */
  readonly untraced: readonly string[];
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

interface Script {
  readonly url: string;
  readonly functions: readonly { readonly functionName: string; readonly ranges: readonly Range[] }[];
}

interface CoverageFile {
  readonly result: readonly Script[];
  readonly 'source-map-cache'?: Readonly<Record<string, { readonly lineLengths: readonly number[]; readonly data: SourceMapPayload | null } | undefined>>;
}

/** Code that a test runner evaluated, kept by src/verify/assets/record-evaluated.cjs. */
interface Evaluated {
  readonly file: string;
  readonly code: string;
}

export const siteKey = (file: string, outputStart: number): string => `${file}:${outputStart}`;

/** A file of the migrated tree and the offsets in it that are asked about. */
export interface SitesOfFile {
  readonly file: string;
  readonly sites: readonly { readonly outputStart: number }[];
}

/** Reads the coverage in `coverageDir` about the files of `root` that were written. */
export async function executedSites(root: string, written: readonly SitesOfFile[], coverageDir: string, codeDir: string): Promise<Executed> {
  const wanted = new Map(written.filter(({ sites }) => sites.length > 0).map((each) => [each.file, each]));
  const texts = new Map(await Promise.all([...wanted.keys()].map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const)));
  const evaluated = await readAll<Evaluated>(codeDir);
  const sites = new Set<string>();
  const traced = new Set<string>();
  const met = new Set<string>();
  const located = new Map<string, Locate | undefined>();

  for await (const coverage of eachJson<CoverageFile>(coverageDir)) {
    for (const script of coverage.result) {
      const file = script.url.startsWith('file:') ? idOf(root, fileURLToPath(script.url)) : '';
      const { sites: own } = wanted.get(file) ?? {};
      if (!own) continue;
      met.add(file);
      const ranges = script.functions.flatMap((each) => each.ranges);
      const length = Math.max(...ranges.map(({ endOffset }) => endOffset));
      const cached = coverage['source-map-cache']?.[script.url];
      const key = `${file} ${length} ${cached?.data ? 'mapped' : ''}`;
      if (!located.has(key)) located.set(key, locate(file, texts.get(file)!, script, length, cached, evaluated.filter((each) => idOf(root, each.file) === file)));
      const at = located.get(key);
      if (!at) continue;
      traced.add(file);
      for (const { outputStart } of own) {
        const offset = at(outputStart);
        if (offset !== undefined && counted(ranges, offset) > 0) sites.add(siteKey(file, outputStart));
      }
    }
  }
  return { sites, untraced: [...met].filter((file) => !traced.has(file)).sort() };
}

type CachedMap = NonNullable<CoverageFile['source-map-cache']>[string];

function locate(file: string, text: string, { functions }: Script, length: number, cached: CachedMap, evaluated: readonly Evaluated[]): Locate | undefined {
  if (cached?.data) return byMap(text, cached.data, cached.lineLengths, file);
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.length === length) return sameText(text, bare);
  const { code } = evaluated.find((each) => each.code.length === length) ?? {};
  if (code === undefined) return shifted(text, functions.map(({ functionName: name, ranges }) => ({ name, start: ranges[0]!.startOffset })));
  const map = inlineMap(code);
  return sameText(text, code) ?? (map && byMap(text, map, lengthsOfLines(code), file));
}

/** How often the innermost range around `offset` ran. */
function counted(ranges: readonly Range[], offset: number): number {
  const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset);
  const innermost = around.reduce<Range | undefined>((best, each) => (best && best.endOffset - best.startOffset <= each.endOffset - each.startOffset ? best : each), undefined);
  return innermost?.count ?? 0;
}

const idOf = (root: string, file: string): string => relative(root, file).split(sep).join('/');

/** One at a time: the coverage of a large test suite does not fit into memory. */
async function* eachJson<T>(folder: string): AsyncGenerator<T> {
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.json'))) {
    try {
      yield JSON.parse(await readFile(join(folder, name), 'utf8')) as T;
    } catch {
      // a process that was killed while it wrote leaves half a file
    }
  }
}

async function readAll<T>(folder: string): Promise<T[]> {
  const all: T[] = [];
  for await (const each of eachJson<T>(folder)) all.push(each);
  return all;
}
