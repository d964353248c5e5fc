// Stands for a file that was not read: a module of which nothing is known, like one from node_modules.
import type { FileFacts } from '../core/facts.ts';
import type { SourceFile } from '../core/source.ts';
import { deferredPath } from '../resolve/deferred.ts';

/** Facts of a module whose value is unknown but can be recognised. @param index among the files of the repository */
export const placeholderFor = (file: SourceFile, index: number): FileFacts =>
  ({ ...emptyFacts(file), constraints: [['moduleObject', 2], ['global', 3, deferredPath(index)], ['store', 2, 'exports', 3]], nodes: 4 });

/** `facts` of a file that also loads modules under names which nobody knows. */
export const withLoader = (facts: FileFacts, prefix: string): FileFacts =>
  ({ ...facts, constraints: [...facts.constraints, ['dynamic', facts.nodes, prefix]], nodes: facts.nodes + 1 });

/** `facts` of a file that also uses the name of a member. */
export const withName = (facts: FileFacts, name: string): FileFacts =>
  ({ ...facts, constraints: [...facts.constraints, ['load', facts.nodes, name, facts.nodes + 1]], nodes: facts.nodes + 2 });

/** Facts of a file that does nothing. */
export function emptyFacts(file: SourceFile): FileFacts {
  return {
    file: file.id, hash: file.hash, constraints: [], nodes: 2, sites: [], imports: [], relativeStrings: [], dynamicCode: false, hasExports: false, directives: [], stubs: [], mocks: [], standIns: [], topNames: {}, fitsInFunction: false, definitions: [], passages: [],
    functions: [{
      index: 0, span: { start: 0, end: file.text.length }, line: 1, kind: 'module', name: '', isAsync: false, isGenerator: false, hasBlock: false, isClass: false,
      within: -1, params: [], rest: -1, result: 0, self: 1, args: -1, paramNames: [], firstAwait: -1, writes: [],
    }],
  };
}
