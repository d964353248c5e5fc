// Facts of a file that cannot be read: whatever it may load, it may call.
import type { Constraint, FileFacts } from '../core/facts.ts';
import type { SourceFile } from '../core/source.ts';

/** `require('x')`, `require 'x'`, `import('x')`, `from 'x'`, `import 'x'`, also in comments: too many are only a few more refusals. */
const LOADS = /(?:\b(?:require|import)\s*\(?\s*|\bfrom\s*)(["'`])([^"'`\n]+)\1/g;

/** @returns facts by which everything that `file` may load escapes; they name no function and no call. */
export function unreadFacts(file: SourceFile): FileFacts {
  const specifiers = [...new Set([...file.text.matchAll(LOADS)].map((match) => match[2]!))];
  return {
    file: file.id, hash: file.hash, functions: [], sites: [], directives: [], stubs: [], mocks: [], standIns: [], topNames: {}, definitions: [], passages: [], nodes: specifiers.length, imports: specifiers, relativeStrings: [], dynamicCode: false, hasExports: false, fitsInFunction: false,
    constraints: specifiers.flatMap((specifier, node): Constraint[] => [['require', node, specifier], ['escape', node, 'unread-caller', file.text.indexOf(specifier)]]),
  };
}
