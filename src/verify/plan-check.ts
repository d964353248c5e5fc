// The static checks on a plan before anything of it is offered: the tree as it is against the tree that the plan makes, in memory.
import type { FileChange } from '../core/edit.ts';
import type { FileFacts } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { MigrationPlan } from '../core/plan.ts';
import { lineOf, type FileId, type ScannedRepo, type SourceFile } from '../core/source.ts';
import { relink, type Linked } from '../resolve/linker.ts';
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

/** What was understood of the repository when the plan was made. */
export interface Understanding {
  /** What was read of files. */
  readonly facts: ReadonlyMap<FileId, FileFacts>;
  /** What was linked, whatever stands for the files that were not read, and what came out. */
  readonly input: readonly FileFacts[];
  readonly linked: Linked;
}

/** The check of one repository; asked again and again, it parses only what differs. */
export class PlanCheck {
  private readonly repo: ScannedRepo;
  private readonly program: Understanding;
  private readonly parsed: ParsedFiles;
  private readonly sources: ReadonlyMap<FileId, SourceFile>;

  constructor(repo: ScannedRepo, program: Understanding) {
    this.repo = repo;
    this.program = program;
    this.sources = new Map(repo.files.map((file) => [file.id, file]));
    this.parsed = new ParsedFiles([...program.facts].map(([id, known]) => [this.sources.get(id)!, known]));
  }

  /** What `changes` would bring. Executes nothing. */
  of(plan: MigrationPlan, changes: readonly FileChange[]): PlanFindings {
    if (changes.length === 0) return { faults: [], review: [] };
    const { input, linked, facts } = this.program;
    const texts = new Map(changes.map(({ file, after }) => [file, after]));
    const changed = new Map([...texts].map(([id, text]) => [id, { ...this.sources.get(id)!, text }]));
    const repo = { ...this.repo, files: this.repo.files.map((file) => changed.get(file.id) ?? file) };
    // a plan by somebody else may change what decisions of ours do not depend on
    const isCovered = [...changed.values()].every(({ id, dialect }) => facts.has(id) || dialect === 'dts');
    // who calls whom is found out anew, from the new texts: nothing that the plan says of them is believed
    const relinked = (): Linked => relink(input.map((known) => (changed.has(known.file) ? this.parsed.factsOf(changed.get(known.file)!) : known)), repo, { publicIsSeen: () => true }, linked);
    const before = isCovered ? treeOf(this.repo, this.parsed, () => linked) : treeOf(this.repo, this.parsed);
    const after = isCovered ? treeOf(repo, this.parsed, relinked) : treeOf(repo, this.parsed);
    const source = new FaultSource(plan, changes, after);
    const { traced } = tracedFindings(before, after, source.mayExcuse ? (fn, file) => source.gavePromise(file.source.id, fn.start) : undefined);
    const faults = traced.filter(({ finding }) => finding.level === 'fault').map((one): PlanFault => {
      const { file, message } = one.finding;
      const { line } = lineOf(this.sources.get(file)!.text, source.before(file, one.span.start).offset);
      return { finding: one.finding, evidence: `${file}:${line} ${message}`, keys: source.of(one) };
    });
    this.parsed.forget(changed.values());
    return { faults, review: traced.flatMap(({ finding }) => (finding.level === 'review' ? [finding] : [])) };
  }
}
