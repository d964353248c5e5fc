// The process that holds the user's transform: loads it once and calls it for one file after the other.
import { serve } from '../isolate/serve.ts';
import { jscodeshiftWith } from '../syntax/with-parser.ts';
import { parse, ParseError } from '../syntax/parse.ts';
import type { Answer, Job, ParserName } from './job.ts';
import { loadTransform } from './load.ts';
import type { LoadedTransform } from './load.ts';

type Source = NonNullable<Job['source']>;

let loading: Promise<LoadedTransform> | undefined;

async function answer({ call, source }: Job): Promise<Answer> {
  const reports: string[] = [];
  const stats: Record<string, number> = {};
  const end = (outcome: Answer['outcome']): Answer => ({ outcome, reports, stats });
  let loaded: LoadedTransform;
  try {
    loaded = await (loading ??= loadTransform(call.file));
  } catch (error) {
    return end({ kind: 'not-loaded', message: wordsOf(error) });
  }
  if (!source) return end({ kind: 'loaded' });
  const unreadable = syntaxError(source, source.text);
  if (unreadable) return end({ kind: 'does-not-parse', which: 'input', ...unreadable });
  try {
    const j = jscodeshiftWith(loaded.parser ?? call.parser ?? parserFor(source));
    const api = {
      j,
      jscodeshift: j,
      report: (message: unknown) => void reports.push(String(message)),
      stats: (name: unknown, quantity?: unknown) => void (stats[String(name)] = (stats[String(name)] ?? 0) + (typeof quantity === 'number' ? quantity : 1)),
    };
    const text = await loaded.transform({ path: source.id, source: source.text }, api, { ...call.options });
    // as jscodeshift has it: no text, no opinion
    if (typeof text !== 'string' || text === '') return end({ kind: 'text', text: null });
    const broken = text === source.text ? undefined : syntaxError(source, text);
    return end(broken ? { kind: 'does-not-parse', which: 'output', ...broken } : { kind: 'text', text });
  } catch (error) {
    return end({ kind: 'threw', message: wordsOf(error) });
  }
}

/** jscodeshift's default reads JavaScript, and would refuse every file with types. */
const parserFor = ({ dialect }: Source): ParserName => (dialect === 'ts' || dialect === 'tsx' || dialect === 'flow' ? dialect : 'babel');

function syntaxError({ dialect, moduleKind }: Source, text: string): { message: string; line: number } | undefined {
  try {
    parse(text, dialect, moduleKind);
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return { message: error.message, line: error.line };
    return { message: wordsOf(error), line: 1 };
  }
}

/** The first line of what was thrown, whatever was. */
function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : String(error);
  return words.split('\n', 1)[0]!;
}

serve(answer);
