// A file's decisions to flatten promise chains -> its edits, each with the decision that it belongs to.
import type { Edit, EditGroup, FileChange } from '../../core/edit.ts';
import type { Decision } from '../../core/plan.ts';
import { spanKey, type SourceFile, type Span } from '../../core/source.ts';
import { applyEdits } from '../../edits/apply.ts';
import { detectStyle } from '../../edits/style.ts';
import { Unfit } from '../../facts/unfit.ts';
import { linkParents } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';
import { flatten } from './program.ts';

export const isFlattening = (decisions: readonly Decision[]): boolean => decisions.some(({ verdict }) => verdict === 'flatten');

/** @throws Error when the decisions are not those that the text leads to */
export function rewriteChains(file: SourceFile, decisions: readonly Decision[]): FileChange {
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const wanted = decisions.filter(({ verdict }) => verdict === 'flatten');
  const calls = new Set(wanted.map(({ span }) => spanKey(span)));
  const functions = new Set(decisions.filter(({ verdict }) => verdict === 'make-async').map(({ span }) => spanKey(span)));
  const { chains, edits } = flatten({
    ast, text: file.text, style: detectStyle(file.text), typed: /^(ts|tsx|dts)$/.test(file.dialect),
    asyncStays: (fn) => (functions.has(spanKey(fn)) ? undefined : new Unfit('tool-failure', fn)),
    mayFlatten: ({ call }) => (calls.has(spanKey(call)) ? undefined : new Unfit('tool-failure', call)),
  });
  if (chains.size !== wanted.length) throw new Error(`${wanted.length} chains were to be flattened, and ${chains.size} can be`);
  const made = edits();
  const groups = new Map<string, Edit[]>();
  for (const edit of made) {
    const owner = nearest(edit.span, wanted);
    groups.set(owner.id, [...(groups.get(owner.id) ?? []), edit]);
  }
  return { file: file.id, before: file.text, after: applyEdits(file.text, made), groups: [...groups].map(([decision, list]): EditGroup => ({ decision, edits: list })) };
}

/** The decision whose chain an edit touches or comes next to; the outermost of several. */
function nearest({ start, end }: Span, decisions: readonly Decision[]): Decision {
  const distance = ({ span }: Decision): number => Math.max(0, span.start - end, start - span.end);
  return decisions.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
