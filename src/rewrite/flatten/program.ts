// One file: which of its chains can be flattened in which functions, and the text edits that do so.
import type { Edit } from '../../core/edit.ts';
import type { Style } from '../../core/style.ts';
import { chainOf, chainsIn, functionAround, useOf, type Chain } from '../../facts/chains.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { Unfit } from '../../facts/unfit.ts';
import { isFunction, walk, type Node } from '../../syntax/node.ts';
import { makeAsync } from '../make-async.ts';
import { block, commentsBetween, type Flattening } from './flattening.ts';
import { attempt, bodyReplacements, RETURN } from './bodies.ts';
import { chainLines } from './lines.ts';
import { planNames, rename } from './names.ts';
import { Composer, written } from './pieces.ts';

/** A file that is about to be flattened. */
export interface Target {
  readonly ast: Node;
  readonly text: string;
  readonly style: Style;
  readonly typed: boolean;
  /** Asked once for each function whose chains could go: what keeps it from becoming async. */
  readonly asyncStays: (fn: Node, names: NameUses) => Unfit | undefined;
  readonly mayFlatten: (chain: Chain) => Unfit | undefined;
}

export interface Flattened {
  /** Chains that go, by their outermost call, with the function that they stand in afterwards. */
  readonly chains: ReadonlyMap<Node, Node>;
  /** Functions that become async. */
  readonly functions: readonly Node[];
  /** Chains that stay. */
  readonly stays: ReadonlyMap<Node, Unfit>;
  readonly edits: () => Edit[];
}

function begin({ ast, text, style, typed, mayFlatten }: Target, names: NameUses): Flattening {
  return { composer: new Composer(text, ast.program), names, comments: ast.comments ?? [], style, typed, flattened: new Set(), stays: new Map(), regions: [], targets: [], made: new Set(), blocks: 0, mayFlatten };
}

/** Notes replacements for the chains that one function itself waits for or returns. */
function flattenFunction(f: Flattening, fn: Node): void {
  const context = { indent: '', inTry: false, tail: true, scope: fn, path: '' };
  if (fn.body.type === 'BlockStatement') return void bodyReplacements(f, fn.body, RETURN, context);
  const chain = chainOf(fn.body.type === 'AwaitExpression' ? fn.body.argument : fn.body);
  if (!chain) return;
  const indent = f.composer.indentAt(fn.start);
  const inner = indent + f.style.indent;
  attempt(f, chain, () => {
    const { lines } = chainLines(f, chain, RETURN, { ...context, indent: inner });
    const { text } = f.composer;
    const arrow = text.lastIndexOf('=>', fn.body.start) + 2;
    const comments = commentsBetween(f, arrow, chain.call.start, inner);
    let { start, end }: { start: number; end: number } = fn.body;
    while (/[\s(]/.test(text[start - 1]!) && start > arrow) start--;
    while (/^\s*\)/.test(text.slice(end)) && end < fn.end) end += /^\s*\)/.exec(text.slice(end))![0].length;
    if (comments.length > 0) start = arrow;
    f.composer.replace(start, Math.max(end, fn.body.end), [written(/\s/.test(text[start - 1]!) ? '' : ' '), ...block(f, [...comments, ...lines], indent)]);
  });
}

/** Decides what goes, function by function from outside to inside: a handler that is taken apart is no function any more. */
export function flatten(target: Target): Flattened {
  const { ast, text } = target;
  const names = new NameUses(ast.program);
  const functions: Node[] = [];
  walk(ast.program, (node) => { if (isFunction(node)) functions.push(node); });
  const first = begin(target, names);
  const chains = new Map<Node, Node>();
  const asyncs: Node[] = [];
  const accepted: Node[] = [];
  for (const fn of functions) {
    if (first.regions.some(({ node, declares }) => declares && node === fn)) continue;
    if (fn.generator) continue;
    const regions = first.regions.length;
    const before = new Set(first.flattened);
    flattenFunction(first, fn);
    const found = [...first.flattened].filter((call) => !before.has(call));
    if (found.length === 0) continue;
    const stays = fn.async ? undefined : target.asyncStays(fn, names);
    if (stays) {
      first.regions.length = regions;
      for (const call of found) {
        first.flattened.delete(call);
        first.stays.set(call, stays);
      }
      continue;
    }
    accepted.push(fn);
    for (const call of found) {
      chains.set(call, fn);
      first.stays.delete(call);
    }
    if (!fn.async) asyncs.push(fn);
  }
  for (const chain of chainsIn(ast.program)) if (!chains.has(chain.call) && !first.stays.has(chain.call)) first.stays.set(chain.call, whyLeft(chain));
  return { chains, functions: asyncs, stays: first.stays, edits: () => write(target, names, first, accepted, asyncs, text) };
}

/** Why a chain stays that nothing was tried with. */
function whyLeft(chain: Chain): Unfit {
  const owner = functionAround(chain.call);
  if (!owner) return new Unfit('module-top-level', chain.call, 'other modules may wait for it');
  if (owner.generator) return new Unfit('generator', owner);
  const use = useOf(chain);
  if (use.kind !== 'floating') return new Unfit('chain-in-expression', chain.call);
  return chain.head.type === 'Identifier' ? new Unfit('fan-out', chain.call, chain.head.name) : new Unfit('fire-and-forget', chain.call);
}

function write(target: Target, names: NameUses, first: Flattening, accepted: readonly Node[], asyncs: readonly Node[], text: string): Edit[] {
  const f = begin(target, names);
  rename(f, planNames(first));
  // inner functions first: what holds them takes over what became of them
  for (const fn of [...accepted].reverse()) {
    flattenFunction(f, fn);
    if (!asyncs.includes(fn)) continue;
    for (const { span, text: added } of makeAsync(fn, text, f.comments, 0, true)) f.composer.replace(span.start, span.end, [written(added)]);
  }
  return f.composer.edits();
}
