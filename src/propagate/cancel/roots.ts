// The functions that cancellation begins at: named by the user, or by a directive above them.
import { cancelRootOf, type RootKind } from '../../core/cancellation.ts';
import type { Cause } from '../../core/plan.ts';
import { durationOf } from '../../core/deadlines.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import type { CancelFiles } from './files.ts';
import { jobCalls } from './job-roots.ts';
import { entryCall } from './process-roots.ts';
import { requestHandlers, responseOf } from './request-roots.ts';
import type { Stays, Takers } from './takers.ts';

export interface Root {
  readonly fn: Fn;
  readonly kind: RootKind;
  /** What named it, for people. */
  readonly said: string;
  /** Another decision that leads to it. */
  readonly cause?: Cause;
  /** Why it can have no signal. */
  readonly stays?: Stays;
  /** Of a request handler: the name of its response. */
  readonly response?: string;
  /** Of a job: what each of its calls may take, and these. */
  readonly deadline?: { readonly ms: number; readonly calls: readonly Site[] };
  /** Of a program: the call that begins it. */
  readonly entry?: Site;
}

/** A name that leads to no function. */
export class UnknownRoot extends Error {
  constructor(given: string, why: string) {
    super(`--cancel ${given}: ${why}`);
    this.name = 'UnknownRoot';
  }
}

/** @throws UnknownRoot */
export function rootsOf(linked: Linked, given: readonly string[], files: CancelFiles, takers: Takers): Root[] {
  const roots = new Map<Fn, Root>();
  const callersRoot = (fn: Fn, said: string): Root => {
    const form = takers.form(fn);
    return { fn, kind: 'callers', said, ...('code' in form && { stays: form }) };
  };
  const requestRoot = (fn: Fn, said: string): Root => {
    const found = responseOf(fn, linked, files, takers);
    return { fn, kind: 'requests', said, ...('code' in found ? { stays: found } : found) };
  };
  const processRoot = (fn: Fn, said: string): Root => {
    const form = takers.form(fn);
    const entry = 'code' in form ? form : entryCall(fn, form.index, linked, files);
    return { fn, kind: 'process', said, ...('code' in entry ? { stays: entry } : { entry }) };
  };
  const jobRoot = (fn: Fn, said: string, ms: number): Root => {
    const form = takers.form(fn);
    const calls = 'code' in form ? form : jobCalls(fn, linked, files, takers);
    return { fn, kind: 'job', said, ...('code' in calls ? { stays: calls } : { deadline: { ms, calls } }) };
  };
  for (const each of given) {
    const root = cancelRootOf(each);
    if (!root) throw new UnknownRoot(each, 'it is <file>:<function>, process:<file>:<function>, job:<file>:<function>=<time> or requests');
    const said = `--cancel ${each}`;
    if (root.kind === 'requests') {
      for (const fn of requestHandlers(linked)) roots.set(fn, requestRoot(fn, said));
      continue;
    }
    const fn = functionAt(linked, each, root);
    roots.set(fn, root.kind === 'process' ? processRoot(fn, said) : root.kind === 'job' ? jobRoot(fn, said, root.ms) : callersRoot(fn, said));
  }
  for (const fn of linked.fns) {
    const { directive } = fn.fact;
    if (directive?.kind !== 'cancel' || roots.has(fn)) continue;
    const said = `// unblock: ${directive.text}`;
    const ms = durationOf(/^cancel after (\S+?)[,.;]?(?=\s|$)/.exec(directive.text)?.[1] ?? '');
    if (ms !== undefined) roots.set(fn, jobRoot(fn, said, ms));
    else roots.set(fn, /^cancel on disconnect\b/.test(directive.text) ? requestRoot(fn, said) : /^cancel on signals\b/.test(directive.text) ? processRoot(fn, said) : callersRoot(fn, said));
  }
  return [...roots.values()].sort((a, b) => a.fn.id - b.fn.id);
}

function functionAt(linked: Linked, given: string, { file, name }: { readonly file: string; readonly name: string }): Fn {
  const index = linked.files.findIndex((each) => each.file === file);
  if (index < 0) throw new UnknownRoot(given, `there is no source file ${file}`);
  const found = linked.fns.filter((fn) => fn.file === index && fn.fact.name === name && fn.fact.kind !== 'module' && fn.fact.kind !== 'constructor');
  if (found.length !== 1) throw new UnknownRoot(given, found.length === 0 ? `there is no function ${name} in it` : `there are ${found.length} functions ${name} in it; put // unblock: cancel above the one that is meant`);
  return found[0]!;
}
