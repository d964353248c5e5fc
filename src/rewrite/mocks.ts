// Members of a mocked module get the names of the twins that are called instead of them.
import type { Edit } from '../core/edit.ts';
import { mockedModule } from '../facts/mock-shape.ts';
import { isFunction, unwrap, type Node } from '../syntax/node.ts';

/**
 * `readFileSync: jest.fn((file) => …)` -> `readFile: jest.fn(async (file) => …)`
 *
 * @throws Error when the call does not mock what the decision says
 */
export function renameMocked(call: Node | undefined, renames: Readonly<Record<string, string>>): Edit[] {
  const mock = call && mockedModule(call);
  return Object.entries(renames).flatMap(([from, to]) => {
    const found = mock?.members.find(({ name }) => name === from)?.plain;
    if (!found) throw new Error(`no mocked ${from}`);
    const fake = fakeOf(found.value);
    const edits: Edit[] = [{ span: { start: found.key.start, end: found.key.end }, text: to }];
    if (fake && !fake.async && !fake.generator) edits.push({ span: { start: fake.start, end: fake.start }, text: 'async ' });
    return edits;
  });
}

/** The function that a member runs: written out, or handed to `jest.fn`. */
function fakeOf(value: Node): Node | undefined {
  const callee = value.type === 'CallExpression' ? unwrap(value.callee) : undefined;
  const inner = callee?.property?.name === 'fn' && value.arguments.length === 1 ? unwrap(value.arguments[0]) : value;
  return isFunction(inner) ? inner : undefined;
}
