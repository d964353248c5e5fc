// Decisions about deadlines, one file at a time: which operations get one, and why the others have none.
import { durationOf, type DeadlinePolicy } from '../core/deadlines.ts';
import type { DirectiveFact } from '../core/facts.ts';
import type { Decision, Note, SiteOutcome } from '../core/plan.ts';
import type { Limits } from '../core/scope.ts';
import type { PackageInfo, ScannedRepo, SourceFile } from '../core/source.ts';
import { detectStyle } from '../edits/style.ts';
import { readDirectives } from '../facts/directives.ts';
import { lineIndex } from '../facts/lines.ts';
import { NameUses } from '../facts/name-uses.ts';
import { operationsOf, type Operation } from '../facts/operations.ts';
import { endOf, swallowedBy, waiterOf } from '../facts/waiting.ts';
import { ownRuntime } from '../rewrite/deadlines/own-runtime.ts';
import { placementOf } from '../rewrite/deadlines/placement.ts';
import type { DeadlineData } from '../rewrite/deadlines/write-deadlines.ts';
import { isFunction, linkParents, unwrap, walk, type Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import { constantName, durationText, shellNote, swallowNote } from './deadline-words.ts';
import { fileByFile, refusedPlace, type FileDecisions, type FilePlan, type FilePlanOptions } from './file-by-file.ts';
import { judgedPlace, type PlaceObstacle } from './judged-place.ts';
import { lowestMajor } from './node-floor.ts';
import { StubbedApis } from './stubbed-apis.ts';

/** The name that plans carry. */
export const ADD_TIMEOUTS = 'add-timeouts';

export interface DeadlineOptions extends FilePlanOptions {
  readonly policy: DeadlinePolicy;
}

/** AbortSignal.timeout came with 16.14 and 17.3; of a range only the major version is read. */
const NODE = 18;

/** The plan of all files; each is read alone. */
export function planDeadlines({ files, packages }: Pick<ScannedRepo, 'files' | 'packages'>, limits: Limits, options: DeadlineOptions): FilePlan {
  const stubbed = new StubbedApis(files);
  const mayWait = ({ dialect, text }: SourceFile): boolean => dialect !== 'dts' && /await|Promise|=>|return|\.then\b/.test(text);
  return fileByFile(files, options, mayWait, (file) => new FileDeadlines(file, packages.find(({ dir }) => dir === file.packageDir), limits, options, stubbed).decide());
}

class FileDeadlines {
  private readonly file: SourceFile;
  private readonly owner: PackageInfo | undefined;
  private readonly limits: Limits;
  private readonly options: DeadlineOptions;
  private readonly stubbed: StubbedApis;
  private readonly ast: Node;
  private readonly names: NameUses;
  private readonly lineOf: (offset: number) => number;
  private readonly directives: readonly DirectiveFact[];
  private readonly heeded = new Set<DirectiveFact>();

  /** @throws ParseError when the file is not valid */
  constructor(file: SourceFile, owner: PackageInfo | undefined, limits: Limits, options: DeadlineOptions, stubbed: StubbedApis) {
    this.file = file;
    this.owner = owner;
    this.limits = limits;
    this.options = options;
    this.stubbed = stubbed;
    this.ast = parse(file.text, file.dialect, file.moduleKind);
    linkParents(this.ast);
    this.names = new NameUses(this.ast['program']);
    this.lineOf = lineIndex(file.text);
    this.directives = readDirectives(this.ast['comments'] ?? [], file.text, this.lineOf);
  }

  decide(): FileDecisions {
    const decisions: Decision[] = [];
    const sites: SiteOutcome[] = [];
    const notes: Note[] = [];
    for (const operation of this.operations()) {
      const { decision, site } = this.decided(operation);
      decisions.push(decision);
      sites.push(site);
      if (decision.verdict !== 'keep') notes.push(...this.notesOn(operation));
    }
    const unused = this.directives.filter((each) => /^(?:no-)?timeout$/.test(each.kind) && !this.heeded.has(each));
    for (const { text, line, kind } of unused) {
      const why = kind === 'timeout' && this.valueOf(text) === undefined ? 'names no time: 500ms, 10s, 2m and 1h are' : 'changes nothing here';
      notes.push({ code: 'unused-directive', file: this.file.id, line, message: `'unblock: ${text}' ${why}` });
    }
    return { decisions, sites, notes };
  }

  private operations(): readonly Operation[] {
    const { text, dialect } = this.file;
    const program: Node = this.ast['program'];
    const named = Object.keys(this.options.policy.values).flatMap((key) => (key.startsWith('function:') ? [key.slice('function:'.length)] : []));
    const found = operationsOf(program, { names: this.names, named, runtime: ownRuntime(text, program, detectStyle(text), /^tsx?$/.test(dialect) ? 'ts' : 'js') });
    const lines = new Set(found.flatMap(({ node }) => this.linesOf(node)));
    const asked = new Set(this.directives.flatMap(({ kind, target }) => (kind === 'timeout' && !lines.has(target) ? [target] : [])));
    if (asked.size === 0) return found;
    // a directive names a call that is in no table
    const others: Operation[] = [];
    walk(program, (node) => {
      const awaited = node.type === 'AwaitExpression' ? unwrap(node['argument']) : undefined;
      const [first] = (awaited?.['arguments'] ?? []) as Node[];
      const call = awaited && first && endOf(awaited, first) !== undefined ? unwrap(first) : awaited;
      if (call?.type === 'CallExpression' && this.linesOf(call).some((line) => asked.has(line))) others.push({ node: call, name: text.slice(call['callee'].start, call['callee'].end), key: 'directive', form: { of: 'http', by: 'race' } });
    });
    return [...found, ...others].sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end);
  }

  /** The lines by which a directive names a call: its own, and that of its statement. */
  private linesOf(node: Node): number[] {
    let at = node;
    while (at['parent'] && !/Statement$|Declaration$|^Program$/.test(at.type) && !isFunction(at)) at = at['parent'];
    return [this.lineOf(node.start), this.lineOf(at.start)];
  }

  private directiveOf(node: Node): DirectiveFact | undefined {
    const lines = this.linesOf(node);
    return this.directives.find(({ kind, target }) => /^(?:timeout|no-timeout|ignore-next-line)$/.test(kind) && lines.includes(target));
  }

  private valueOf(directive: string): number | undefined {
    return durationOf(/^timeout:?\s+(\S+?)(?=[,.;:]?(?:\s|$))/.exec(directive)?.[1] ?? '');
  }

  private decided(operation: Operation): { readonly decision: Decision; readonly site: SiteOutcome } {
    const { node, name, key } = operation;
    const directive = this.directiveOf(node);
    const said = directive?.kind === 'timeout' ? this.valueOf(directive.text) : undefined;
    const ms = said ?? this.options.policy.values[key];
    const obstacle = this.obstacle(operation, directive, ms);
    if (directive && (obstacle ? obstacle.code === 'directive' : said !== undefined)) this.heeded.add(directive);
    const data: DeadlineData | undefined = obstacle ? undefined : { ms: ms!, ...(this.options.policy.constants && said === undefined && { constant: constantName(key) }), ...(operation.form.by === 'race' && { race: true as const }) };
    return judgedPlace(this.file, this.lineOf, ADD_TIMEOUTS, { node, name, verdict: 'deadline', target: obstacle ? '' : `a deadline of ${durationText(ms!)}`, obstacle, ...(data && { data }) });
  }

  private obstacle(operation: Operation, directive: DirectiveFact | undefined, ms: number | undefined): PlaceObstacle | undefined {
    const { node, name, key, form } = operation;
    const place = { file: this.file.id, span: { start: node.start, end: node.end } };
    const said = (code: string, to: string | undefined): PlaceObstacle | undefined => (to === undefined ? undefined : { code, to });
    const limited = refusedPlace(place, this.limits, this.options);
    if (limited) return limited;
    if (directive && directive.kind !== 'timeout') return { code: 'directive', to: directive.text };
    const { waits, raced } = waiterOf(node);
    if (raced !== undefined) return { code: 'deadline-present', to: raced };
    const placement = placementOf(operation, this.names, this.file.text);
    const stays = 'code' in placement ? placement : undefined;
    if (stays?.code === 'deadline-present') return stays;
    if (!waits) return { code: 'deadline-not-awaited' };
    if (this.file.role === 'test' && directive?.kind !== 'timeout') return { code: 'deadline-in-test' };
    if (ms === undefined) return { code: 'deadline-no-value', to: key };
    const oldest = lowestMajor(this.owner?.nodeRange);
    if (oldest !== undefined && oldest < Math.max(NODE, form.since ?? 0)) return { code: 'deadline-old-node', to: this.owner!.nodeRange! };
    if (stays) return stays;
    return form.by === 'race' ? undefined : said('deadline-stubbed', this.stubbed.by(name));
  }

  private notesOn({ node, name }: Operation): Note[] {
    const handler = swallowedBy(node);
    const at = (code: Note['code'], where: Node, message: string): Note => ({ code, file: this.file.id, line: this.lineOf(where.start), message });
    const command: Node | undefined = /^(?:child_process\.promisify\(exec\)|execAsync)$/.test(name) ? node['arguments'][0] : undefined;
    const shell = command && shellNote(name, command);
    return [...(handler ? [at('swallows-timeout', handler, swallowNote(name))] : []), ...(shell !== undefined ? [at('shell-children', node, shell)] : [])];
  }
}
