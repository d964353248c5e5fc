// Decisions about coroutines, one file at a time: which become async functions, and why the others stay.
import path from 'node:path';
import { mayLoadRunner } from '../apis/coroutines.ts';
import type { Decision, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { FileId, SourceFile } from '../core/source.ts';
import { Coroutines, type Coroutine, type CoroutineObstacle } from '../facts/coroutines.ts';
import { keptLines } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { NameUses } from '../facts/name-uses.ts';
import { PromiseValues } from '../facts/promise-values.ts';
import { linkParents, type Node } from '../syntax/node.ts';
import { parse, ParseError } from '../syntax/parse.ts';
import { byPlace, fileByFile, refusedPlace, type FileDecisions, type FilePlan, type FilePlanOptions, type FileRefusals } from './file-by-file.ts';
import { judgedPlace, placeId } from './judged-place.ts';

/** The name that plans carry. */
export const COROUTINE_TO_ASYNC = 'coroutine-to-async';

/** The plan of all files; each is read alone, but for what its imports from other files give. */
export function planCoroutines(files: readonly SourceFile[], limits: Limits, options: FilePlanOptions = {}): FilePlan {
  const giving = new GivingExports(files);
  return fileByFile(files, options, ({ text }) => mayLoadRunner(text), (file) => decideCoroutines(file, limits, options, giving));
}

/** @throws ParseError when the file is not valid */
function decideCoroutines(file: SourceFile, limits: Limits, refusals: FileRefusals, giving: GivingExports): FileDecisions {
  const decisions: Decision[] = [];
  const sites: SiteOutcome[] = [];
  const ast = parse(file.text, file.dialect, file.moduleKind);
  linkParents(ast);
  const lineOf = lineIndex(file.text);
  const kept = keptLines(ast.comments ?? [], file.text, lineOf);
  const refused = ({ node }: Coroutine): CoroutineObstacle | undefined => {
    const limited = refusedPlace({ file: file.id, span: { start: node.start, end: node.end } }, limits, refusals);
    if (limited) return { ...limited, at: node };
    const directive = kept.get(lineOf(node.start));
    return directive && { code: 'directive', at: node, to: directive.text };
  };
  const names = new NameUses(ast.program);
  const judged = new Coroutines(names, new PromiseValues(names, giving.of(file.id)), file.text).judge(ast.program, refused);
  const users = new Map<Node, Node[]>();
  for (const { coroutine } of judged) for (const fn of coroutine.delegates) users.set(fn, [...(users.get(fn) ?? []), coroutine.node]);
  for (const { coroutine: { node, runner, delegates }, obstacle } of judged) {
    const name = runner?.api ?? `function* ${node['id'].name}`;
    // generators that coroutines delegate to go with all of these
    const needs = obstacle ? [] : [...delegates, ...(users.get(node) ?? [])].map((other) => placeId(file, other, 'coroutine'));
    const { decision, site } = judgedPlace(file, lineOf, COROUTINE_TO_ASYNC, { node, name, verdict: 'coroutine', target: 'async function', obstacle, needs });
    decisions.push(decision);
    sites.push(site);
  }
  return { decisions: decisions.sort(byPlace), sites: sites.sort(byPlace) };
}

/** What files give promises with, for those that import them by a relative path. */
class GivingExports {
  private readonly files: ReadonlyMap<FileId, SourceFile>;
  private readonly read = new Map<FileId, { readonly values: PromiseValues; readonly program: Node } | undefined>();

  constructor(files: readonly SourceFile[]) {
    this.files = new Map(files.map((file) => [file.id, file]));
  }

  of(from: FileId): (specifier: string, name: string) => boolean {
    return (specifier, name) => {
      if (!/^\.{1,2}\//.test(specifier)) return false;
      const base = path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
      const id = [base, `${base}.js`, `${base}.cjs`, `${base}.mjs`, `${base}.ts`, `${base}/index.js`].find((each) => this.files.has(each));
      const found = id === undefined ? undefined : this.parsed(id);
      return found !== undefined && found.values.exportsPromise(found.program, name);
    };
  }

  private parsed(id: FileId): { readonly values: PromiseValues; readonly program: Node } | undefined {
    if (!this.read.has(id)) {
      const { text, dialect, moduleKind } = this.files.get(id)!;
      this.read.set(id, undefined);
      try {
        const ast = parse(text, dialect, moduleKind);
        linkParents(ast);
        this.read.set(id, { values: new PromiseValues(new NameUses(ast.program)), program: ast.program });
      } catch (error) {
        if (!(error instanceof ParseError)) throw error;
      }
    }
    return this.read.get(id);
  }
}
