// Finds what was one step and is two: a look at the disk, an await, and an act that fails when somebody else was faster.
import { isFunction, unwrap, walk, type Node } from '../../syntax/node.ts';
import type { Sighting } from './promises.ts';
import { isCall, memberName, pathOf, type FileView } from './tree.ts';

const LOOKS = /(?:^|\.)(?:access|stat|lstat|exists|pathExists|isDirectory|isFile)$/i;

/** Every `if (!(await exists(dir))) await mkdir(dir)` that two callers at a time can break. */
export function brokenPairs(files: readonly FileView[]): Sighting[] {
  const found: Sighting[] = [];
  for (const file of files) {
    for (const node of file.nodes) {
      if (node.type !== 'IfStatement') continue;
      const looked = lookedAt(node.test, file);
      if (looked.length === 0) continue;
      for (const branch of [node.consequent, node.alternate]) if (branch) walk(branch, (inner) => {
        if (isFunction(inner)) return false;
        if (inner.type === 'TryStatement' && inner.handler) return false;
        if (inner.type === 'AwaitExpression' && makesFolder(inner.argument, looked, file)) {
          found.push({ code: 'check-then-act', level: 'fault', file, node: inner, message: 'the folder is looked for, and then made: two callers at a time both find it missing, and the second mkdir fails' });
        }
        return undefined;
      });
    }
  }
  return found;
}

/** Texts of what a condition awaits a look at. */
function lookedAt(test: Node, file: FileView): string[] {
  const texts: string[] = [];
  walk(test, (node) => {
    if (node.type !== 'AwaitExpression') return;
    walk(node.argument, (inner) => {
      if (isCall(inner) && LOOKS.test(pathOf(inner.callee)) && inner.arguments[0]) texts.push(textOf(inner.arguments[0], file));
    });
  });
  return texts;
}

/** `mkdir(dir)` without `recursive`, whose failure nobody catches. */
function makesFolder(awaited: Node, looked: readonly string[], file: FileView): boolean {
  const call = unwrap(awaited);
  if (!isCall(call) || !/(?:^|\.)mkdir$/.test(pathOf(call.callee)) || memberName(call.callee) === 'catch') return false;
  const [folder, options] = call.arguments as Node[];
  if (!folder || !looked.includes(textOf(folder, file))) return false;
  return !(options && /recursive\s*:\s*true/.test(textOf(options, file)));
}

const textOf = ({ start, end }: Node, { source }: FileView): string => source.text.slice(start, end).replace(/\s+/g, ' ');
