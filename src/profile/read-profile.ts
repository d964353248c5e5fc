// Reads what `node --cpu-prof` wrote: all of it is checked before anything is made of it.
import { promises as fs } from 'node:fs';

/** A node of the call tree. */
export interface ProfileNode {
  readonly id: number;
  readonly frame: { readonly name: string; readonly url: string; readonly line: number; readonly column: number };
  /** Undefined for the root. */
  readonly parent: number | undefined;
}

export interface CpuProfile {
  readonly nodes: ReadonlyMap<number, ProfileNode>;
  /** The node on which the thread was seen, and for how long, in milliseconds; one after the other. */
  readonly samples: readonly { readonly node: number; readonly ms: number }[];
  readonly totalMs: number;
}

/** A file that is no such profile; `message` is one line for a person. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/**
 * @param file absolute
 * @param called what the person called it
 * @throws ProfileError
 */
export async function readProfile(file: string, called: string): Promise<CpuProfile> {
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ProfileError(`--cpuprofile ${called}: ${code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code ?? (error as Error).message})`}; node --cpu-prof app.js writes one when the program ends`);
  }
  return profileFrom(text, called);
}

/** @throws ProfileError */
export function profileFrom(text: string, called: string): CpuProfile {
  const fail = (why: string): never => {
    throw new ProfileError(`--cpuprofile ${called}: ${why}`);
  };
  if (text.trim() === '') fail('the file is empty: node writes it when the program ends by itself, or by process.exit()');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return fail('it is no JSON, or cut off: node writes it when the program ends by itself, or by process.exit()');
  }
  if (!isRecord(value)) return fail(Array.isArray(value) ? 'it is a list, a trace of a browser perhaps: a profile of node --cpu-prof is needed' : 'it is no CPU profile');
  if ('traceEvents' in value) fail('it is a trace of a browser: a profile of node --cpu-prof is needed');
  if ('snapshot' in value || (isRecord(value['head']) && 'selfSize' in value['head'])) fail('it is about memory: a profile of node --cpu-prof is needed');
  if ('head' in value) fail('it is in the form of Node before version 8: a profile of node --cpu-prof is needed');
  const { nodes: list, samples, timeDeltas, startTime, endTime } = value;
  if (!Array.isArray(list) || !Array.isArray(samples) || !Array.isArray(timeDeltas)) return fail('it is no CPU profile: nodes, samples and timeDeltas are what one is made of');
  if (samples.length !== timeDeltas.length) fail('it is damaged: there are not as many samples as times');
  if (samples.length === 0) fail('it holds no sample: the program ended too soon');
  const broken = (): never => fail('it is damaged: its call tree does not fit together');

  const parents = new Map<number, number>();
  for (const node of list as unknown[]) {
    if (!isRecord(node) || typeof node['id'] !== 'number' || !isRecord(node['callFrame'])) broken();
    const { id, children = [] } = node as { id: number; children?: unknown };
    if (!Array.isArray(children)) broken();
    for (const child of children as unknown[]) {
      if (typeof child !== 'number' || parents.has(child) || child === id) broken();
      parents.set(child as number, id);
    }
  }
  const nodes = new Map<number, ProfileNode>();
  for (const { id, callFrame } of list as { id: number; callFrame: Record<string, unknown> }[]) {
    const { functionName, url, lineNumber, columnNumber } = callFrame;
    if (nodes.has(id) || typeof functionName !== 'string' || typeof url !== 'string' || typeof lineNumber !== 'number' || typeof columnNumber !== 'number') broken();
    nodes.set(id, { id, frame: { name: functionName as string, url: url as string, line: lineNumber as number, column: columnNumber as number }, parent: parents.get(id) });
  }
  for (const [child] of parents) if (!nodes.has(child)) broken();
  for (const id of nodes.keys()) {
    let steps = 0;
    for (let up = parents.get(id); up !== undefined; up = parents.get(up)) if (++steps > nodes.size) broken();
  }
  const deltas = timeDeltas as unknown[];
  if (!deltas.every((delta) => typeof delta === 'number' && Number.isFinite(delta))) broken();
  // a sample counts until the next one; the last one until the end
  const end = typeof startTime === 'number' && typeof endTime === 'number' ? endTime - startTime - (deltas as number[]).reduce((all, delta) => all + delta, 0) : 0;
  const timed = (samples as unknown[]).map((node, i) => {
    if (typeof node !== 'number' || !nodes.has(node)) broken();
    return { node: node as number, ms: Math.max(0, (deltas[i + 1] as number | undefined) ?? end) / 1000 };
  });
  return { nodes, samples: timed, totalMs: timed.reduce((all, { ms }) => all + ms, 0) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
