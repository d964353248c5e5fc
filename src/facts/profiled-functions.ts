// Places where a profile says that functions begin -> the functions of a file that are meant.
import type { FramePlace } from '../core/cpu-profile.ts';
import type { FunctionFact } from '../core/facts.ts';
import type { SourceFile } from '../core/source.ts';
import { extractFacts } from './extract.ts';

/** What is called by its name. */
const CALLED: ReadonlySet<FunctionFact['kind']> = new Set(['function', 'arrow', 'method']);

/** Finds functions of one file. */
export class ProfiledFile {
  readonly functions: readonly FunctionFact[];
  private readonly starts: readonly number[];

  constructor({ text, ...rest }: SourceFile) {
    this.functions = extractFacts({ text, ...rest }).functions;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  /** The function that begins there; undefined when the text is not the one that was profiled. */
  at({ line, column, name }: FramePlace): FunctionFact | undefined {
    const start = this.starts[line];
    if (start === undefined) return undefined;
    const around = this.functions.filter(({ span }) => span.start <= start + column && start + column < span.end);
    const inner = around.reduce<FunctionFact | undefined>((best, each) => (best && best.span.end - best.span.start <= each.span.end - each.span.start ? best : each), undefined) ?? (start + column === 0 ? this.functions[0] : undefined);
    if (!inner || !fits(inner, name)) return undefined;
    return inner;
  }

  /** A name alone leads to the function. */
  isNamed(fn: FunctionFact): boolean {
    return fn.name !== '' && CALLED.has(fn.kind) && this.functions.filter(({ name, kind }) => name === fn.name && CALLED.has(kind)).length === 1;
  }
}

/** V8 says `exports.sum`, `get size`; a name that the source gives and V8 has another for is of another text. */
function fits({ name, kind }: FunctionFact, given: string): boolean {
  const own = /[^.\s]*$/.exec(given)![0];
  if (kind === 'module') return given === '' || given === '(anonymous)';
  return own === '' || name === '' || kind === 'constructor' || own === name || own === `#${name}` || `#${own}` === name;
}
