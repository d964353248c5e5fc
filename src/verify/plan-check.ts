// The static checks on a plan before anything of it is offered: the tree as it is against the tree that the plan makes, in memory.
import type { FileChange } from '../core/edit.ts';
import type { FileFacts } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { MigrationPlan } from '../core/plan.ts';
import { lineOf, type FileId, type ScannedRepo, type SourceFile } from '../core/source.ts';
import type { Linked } from '../resolve/linker.ts';
import { FaultSource } from './fault-source.ts';
import { tracedFindings } from './static/check.ts';
import { ParsedFiles } from './static/parsed.ts';
import { treeOf } from './static/tree.ts';

/** A fault that a plan would bring. */
export interface PlanFault {
  readonly finding: Finding;
  /** For a person, with the place in the text as it is now. */
  readonly evidence: string;
  /** Keys (core/typing.ts) of the calls, functions and versions that it comes from; none when nobody can tell. */
  readonly keys: readonly string[];
}

export interface PlanFindings {
  readonly faults: readonly PlanFault[];
  /** What a person should look at. */
  readonly review: readonly Finding[];
}

export interface PlanCheckOptions {
  readonly repo: ScannedRepo;
  /** What was read of files when the plan was made, and who calls whom among them. */
  readonly facts?: ReadonlyMap<FileId, FileFacts>;
  readonly linked?: Linked;
  /** The part of the repository that changes can matter to; `names` are those of functions that become async. */
  readonly affected?: (changes: readonly FileChange[], names: ReadonlySet<string>) => ScannedRepo;
}

/** The check of one repository; asked again and again, it parses only what differs. */
export class PlanCheck {
  private readonly options: PlanCheckOptions;
  private readonly parsed: ParsedFiles;
  private readonly sources: ReadonlyMap<FileId, SourceFile>;

  constructor(options: PlanCheckOptions) {
    const { repo, facts } = options;
    this.options = options;
    this.sources = new Map(repo.files.map((file) => [file.id, file]));
    this.parsed = new ParsedFiles([...(facts ?? [])].map(([id, known]) => [this.sources.get(id)!, known]));
  }

  /** What `changes` would bring. Executes nothing. */
  of(plan: MigrationPlan, changes: readonly FileChange[]): PlanFindings {
    if (changes.length === 0) return { faults: [], review: [] };
    const { repo, linked, affected } = this.options;
    const scope = affected ? affected(changes, namesOf(plan)) : repo;
    const texts = new Map(changes.map(({ file, after }) => [file, after]));
    const files = scope.files.map((file) => (texts.has(file.id) ? { ...file, text: texts.get(file.id)! } : file));
    const before = treeOf(scope, this.parsed, linked);
    const after = treeOf({ ...scope, files }, this.parsed);
    const { traced } = tracedFindings(before, after);
    const source = new FaultSource(plan, changes, after);
    const faults = traced.filter(({ finding }) => finding.level === 'fault').map((one): PlanFault => {
      const { file, message } = one.finding;
      const { line } = lineOf(this.sources.get(file)!.text, source.before(file, one.span.start).offset);
      return { finding: one.finding, evidence: `${file}:${line} ${message}`, keys: source.of(one) };
    });
    this.parsed.forget(files.filter(({ id }) => texts.has(id)));
    return { faults, review: traced.flatMap(({ finding }) => (finding.level === 'review' ? [finding] : [])) };
  }
}

/** Last names of what becomes async. */
const namesOf = ({ files }: MigrationPlan): Set<string> =>
  new Set(Object.values(files).flatMap(({ decisions }) => decisions.flatMap(({ verdict, name }) => (verdict === 'make-async' ? [name.slice(name.lastIndexOf('.') + 1)] : []))));
