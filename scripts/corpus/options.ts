// The command line of npm run corpus.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RUNNERS } from '../../src/verify/executed/runner.ts';
import type { Runner } from '../../src/verify/executed/runner.ts';
import { entryOf, readManifest } from './manifest.ts';
import type { Entry } from './manifest.ts';

export const USAGE = `npm run corpus                                     the packages of scripts/corpus/packages.json
npm run corpus -- <dir> --test '<command>'         any installed checkout
npm run corpus -- --manifest FILE --checkouts DIR  checkouts by name, test commands from FILE

  --only a,b            these entries only
  --runner NAME         how the tests of <dir> report: ${RUNNERS.join(', ')} (default: exit)
  --public-api POLICY   keep, dual or break (default: break)
  --json FILE           the results, also as JSON
  --transforms A,B      transforms to run (default: the recommended ones)
  --work DIR            where copies are made (default: unblock-corpus in the system's temporary folder)
  --keep                keep the copies (those of failed entries stay anyway)
  --online              tests may use the network`;

export interface CorpusOptions {
  readonly entries: readonly Entry[];
  readonly publicApi: string;
  /** Names of transforms; none: those that run when none is named. */
  readonly transforms: readonly string[];
  readonly json: string | undefined;
  readonly work: string;
  readonly keep: boolean;
  readonly online: boolean;
}

/** What is asked for, or undefined for help. @throws Error on a mistake in the command line */
export async function readOptions(argv: readonly string[]): Promise<CorpusOptions | undefined> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      test: { type: 'string' },
      runner: { type: 'string', default: 'exit' },
      manifest: { type: 'string' },
      checkouts: { type: 'string' },
      'public-api': { type: 'string', default: 'break' },
      transforms: { type: 'string', default: '' },
      json: { type: 'string' },
      work: { type: 'string', default: join(tmpdir(), 'unblock-corpus') },
      keep: { type: 'boolean', default: false },
      online: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const { json, work, keep, online, 'public-api': publicApi } = values;
  const [dir, ...more] = positionals;
  if (more.length > 0) throw new Error(`one folder at a time, not also ${more.join(' ')}`);
  if (dir !== undefined && values.test === undefined) throw new Error(`--test '<command>' says how ${dir} is tested`);
  const entries =
    dir === undefined
      ? chosen(await readManifest(values.manifest ?? new URL('packages.json', import.meta.url), values.checkouts), values.only)
      : [entryOf(dir, values.test!, runnerOf(values.runner))];
  return { entries, publicApi, transforms: values.transforms.split(',').filter(Boolean), json, work, keep, online };
}

function runnerOf(name: string): Runner {
  const runner = RUNNERS.find((each) => each === name);
  if (runner === undefined) throw new Error(`no runner ${name}; there are ${RUNNERS.join(', ')}`);
  return runner;
}

function chosen(entries: readonly Entry[], only: string | undefined): readonly Entry[] {
  if (only === undefined) return entries;
  return only.split(',').map((name) => {
    const entry = entries.find((each) => each.name === name);
    if (!entry) throw new Error(`no entry ${name}; there are ${entries.map((each) => each.name).join(', ')}`);
    return entry;
  });
}
