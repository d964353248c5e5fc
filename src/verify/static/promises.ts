// The check that no promise reaches a place that does not wait for it, in every file that is looked at.
import type { Node } from '../../syntax/node.ts';
import { isCall } from './tree.ts';
import type { FileView } from './tree.ts';
import type { PromiseKinds } from './promise-kinds.ts';
import { misuseOf, type Misuse } from './promise-uses.ts';

/** A misuse and the expression it is about. */
export interface Sighting extends Misuse {
  readonly file: FileView;
  readonly node: Node;
}

const isMaker = (node: Node): boolean => isCall(node) || node.type === 'NewExpression' || node.type === 'ImportExpression' || node.type === 'TaggedTemplateExpression' || node.type === 'ArrayExpression';

/** Every promise that is misused in the files that `kinds` looks at. */
export function misusedPromises(kinds: PromiseKinds): Sighting[] {
  const found: Sighting[] = [];
  for (const file of kinds.files) {
    const judge = (node: Node): void => {
      const kind = kinds.of(node, file);
      if (kind === 0) return;
      const misuse = misuseOf(node, kind, file);
      if (misuse) found.push({ ...misuse, file, node });
    };
    for (const node of file.nodes) if (isMaker(node)) judge(node);
    for (const binding of file.bindings.all) for (const use of binding.uses) judge(use);
  }
  return found;
}
