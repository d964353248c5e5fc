// Which functions tests put something else in the place of: what takes their place may look at the arguments.
import type { FileId, SourceFile } from '../core/source.ts';

const TOOLS = /\b(?:jest|vi|sinon|sandbox|td|testdouble|proxyquire|rewire|esmock|mockery|quibble|spyOn|createSpy|mock|simple)\b/;
/** A fetch of somebody else's in the place of the global one. */
const POLYFILL = /\b(?:globalThis|global|window|self)\.fetch\s*=(?!=)|['"](?:isomorphic-fetch|isomorphic-unfetch|whatwg-fetch|cross-fetch\/polyfill|unfetch\/polyfill)['"]/;

/** By the texts of tests, which is more than is certain. */
export class StubbedApis {
  private readonly tests: readonly SourceFile[];
  private readonly polyfill: FileId | undefined;
  private readonly known = new Map<string, FileId | undefined>();

  constructor(files: readonly SourceFile[]) {
    this.tests = files.filter(({ role }) => role === 'test');
    this.polyfill = files.find(({ role, text }) => role !== 'test' && POLYFILL.test(text))?.id;
  }

  /** The file that puts something in the place of `api`: `fs/promises.readFile`. */
  by(api: string): FileId | undefined {
    if (api === 'fetch' && this.polyfill !== undefined) return this.polyfill;
    if (!this.known.has(api)) {
      const name = /\w+(?=\W*$)/.exec(api)?.[0] ?? api;
      const word = new RegExp(`\\b${name}\\b`);
      const assigned = new RegExp(`\\.${name}\\s*=(?!=)`);
      this.known.set(api, this.tests.find(({ text }) => word.test(text) && (TOOLS.test(text) || assigned.test(text)))?.id);
    }
    return this.known.get(api);
  }
}
