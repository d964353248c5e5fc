// What nothing uses any more once sleeps are gone: imports of packages that sleep, and the memory that `Atomics.wait` slept on.
import { SLEEP_PACKAGES } from '../../apis/sleeps.ts';
import type { Edit } from '../../core/edit.ts';
import { contains, spanKey } from '../../core/source.ts';
import type { Decision } from '../../core/plan.ts';
import { NameUses } from '../../facts/name-uses.ts';
import type { Node } from '../../syntax/node.ts';
import { replaceStatement } from '../imports/places.ts';
import { unloaded } from '../imports/unloaded.ts';

const LOADED_FOR_SLEEP = new Set<string>([...SLEEP_PACKAGES, 'child_process', 'node:child_process']);

interface Writing {
  readonly text: string;
  readonly style: { readonly eol: string };
  readonly calls: ReadonlyMap<string, Node>;
  readonly ast: Node;
}

/** `added`, the edits for imports, with those that take out what only the sleeps among `decisions` used. */
export function withoutLeftOvers({ text, style: { eol }, calls, ast }: Writing, decisions: readonly Decision[], added: readonly Edit[]): readonly Edit[] {
  const gone = new Set(decisions.flatMap(({ data, span }) => (data?.['wait'] === undefined ? [] : [calls.get(spanKey(span))!])));
  if (gone.size === 0) return added;
  const program = ast['program'] as Node;
  const names = new NameUses(program);
  const without = unloaded(program, names, text, eol, gone, (specifier) => LOADED_FOR_SLEEP.has(specifier), added);
  return [...without.gone, ...without.added, ...idleMemory(program, names, gone).map((statement) => replaceStatement(text, program, statement, { imports: [], constants: [] }, eol))];
}

/** `const nil = new Int32Array(new SharedArrayBuffer(4))`, and the constant of its buffer, each in a statement of its own. */
function idleMemory(program: Node, names: NameUses, gone: ReadonlySet<Node>): Node[] {
  const statements = (program['body'] as Node[]).filter(({ type, declarations }) => type === 'VariableDeclaration' && declarations.length === 1 && declarations[0].init?.type === 'NewExpression' && /^(?:Int32Array|SharedArrayBuffer)$/.test(declarations[0].init.callee.name));
  const idle: Node[] = [];
  // a view before the buffer that it is of
  for (const statement of statements.reverse()) {
    const { id } = statement['declarations'][0] as { id: Node };
    const uses = names.bindings.get(id)?.uses.filter((use) => use !== id) ?? [];
    if (uses.length > 0 && uses.every((use) => [...gone, ...idle].some((node) => contains(node, use)))) idle.push(statement);
  }
  return idle;
}
