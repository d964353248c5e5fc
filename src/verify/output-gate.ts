// The gate before anything is offered: an output parses in its own dialect, and every inserted await stands in an async function.
import { carriedBy, type FileChange } from '../core/edit.ts';
import { passIn } from '../core/plan.ts';
import type { SourceFile } from '../core/source.ts';
import { isFunction, linkParents, walk, type Node } from '../syntax/node.ts';
import { parse, ParseError } from '../syntax/parse.ts';
import { rejectCallbacks } from './callback-gate.ts';
import { rejectPeeled, rejectWithoutComments } from './peel-gate.ts';

/** Export names and kinds of the top level, to compare before and after. */
function exportShape(program: Node): string[] {
  const names: string[] = [];
  for (const statement of program.body as Node[]) {
    if (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression') {
      const left = statement.expression.left;
      if (left.type === 'MemberExpression') names.push(textOf(left));
    }
    if (/^Export/.test(statement.type)) names.push(statement.type, ...(statement.specifiers ?? []).map((s: Node) => s.exported?.name ?? ''), statement.declaration?.id?.name ?? '');
  }
  return names.filter((n) => /exports|Export|^\w+$/.test(n));
}

/** The same exports in the same order; others between them only where versions were added. */
function keepsExports(before: readonly string[], after: readonly string[], grows: boolean): boolean {
  if (!grows && before.length !== after.length) return false;
  let at = 0;
  for (const name of after) if (name === before[at]) at++;
  return at === before.length;
}

function textOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return `${textOf(node.object)}.${node.computed ? '*' : textOf(node.property)}`;
  return '?';
}

/** Why `change` must not be written; undefined when nothing is wrong with it. */
export function rejectOutput(change: FileChange, file: SourceFile): string | undefined {
  let after: Node;
  try {
    after = parse(change.after, file.dialect, file.moduleKind);
  } catch (error) {
    if (error instanceof ParseError) return `the result would not parse: ${error.message} (line ${error.line})`;
    throw error;
  }
  linkParents(after);
  let stray: number | undefined;
  walk(after.program, (node) => {
    if (node.type !== 'AwaitExpression') return;
    let owner: Node | undefined = node.parent;
    while (owner && !isFunction(owner) && owner.type !== 'Program') owner = owner.parent;
    const allowed = owner?.type === 'Program' ? file.moduleKind === 'esm' : owner?.async === true;
    if (!allowed) stray ??= node.start;
  });
  if (stray !== undefined) return 'an await would stand in a function that is not async';
  const before = parse(change.before, file.dialect, file.moduleKind);
  // what several passes make together was looked at pass by pass
  const passes = new Set(change.groups.flatMap((group) => group.edits.flatMap((edit) => carriedBy(group, edit))).map(passIn));
  if (passes.size === 1 && change.groups.some(({ decision }) => decision.endsWith(':flatten'))) {
    linkParents(before);
    const lost = rejectPeeled(before, change.before, after, change.after);
    if (lost !== undefined) return lost;
  }
  if (change.groups.some(({ decision }) => decision.endsWith(':flatten-callbacks'))) {
    linkParents(before);
    const lost = rejectCallbacks(before, change.before, after, change.after);
    if (lost !== undefined) return lost;
  }
  if (passes.size === 1 && change.groups.some(({ decision }) => decision.endsWith(':coroutine'))) {
    const lost = rejectWithoutComments(before, change.before, after, change.after);
    if (lost !== undefined) return lost;
  }
  const grows = change.groups.some(({ decision }) => decision.endsWith(':twin'));
  return keepsExports(exportShape(before.program), exportShape(after.program), grows) ? undefined : 'the exports of the module would change';
}
