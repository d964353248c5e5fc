// The static checks on a plan before anything of it is offered: the tree as it is against the tree that the plan makes, in memory.
import type { FileChange } from '../core/edit.ts';
import type { FileFacts } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { MigrationPlan } from '../core/plan.ts';
import { lineOf, type FileId, type ScannedRepo, type SourceFile } from '../core/source.ts';
import type { Program } from '../resolve/changed-program.ts';
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
  /** What was linked, whatever stands for the files that were not read. */
  readonly program: Program;
}

/** The check of one repository; asked again and again, it parses only what differs. */
export class PlanCheck {
  private readonly repo: ScannedRepo;
  private readonly known: Understanding;
  private readonly parsed: ParsedFiles;
  private readonly sources: ReadonlyMap<FileId, SourceFile>;

  constructor(repo: ScannedRepo, known: Understanding) {
    this.repo = repo;
    this.known = known;
    this.sources = new Map(repo.files.map((file) => [file.id, file]));
    this.parsed = new ParsedFiles([...known.facts].map(([id, known]) => [this.sources.get(id)!, known]));
  }

  /** What `changes` would bring. Executes nothing. */
  of(plan: MigrationPlan, all: readonly FileChange[]): PlanFindings {
    // generated files are no part of the program that was understood, and what an existing one gains is meant to be new
    const generated = new Set(plan.generated?.map(({ file }) => file));
    const changes = all.filter(({ file }) => this.sources.has(file) && !generated.has(file));
    if (changes.length === 0) return { faults: [], review: [] };
    const { program, facts } = this.known;
    const texts = new Map(changes.map(({ file, after }) => [file, after]));
    const changed = new Map([...texts].map(([id, text]) => [id, { ...this.sources.get(id)!, text }]));
    const repo = { ...this.repo, files: this.repo.files.map((file) => changed.get(file.id) ?? file) };
    // a plan by somebody else may change what decisions of ours do not depend on
    const isCovered = [...changed.values()].every(({ id, dialect }) => facts.has(id) || dialect === 'dts');
    // who calls whom is found out from the new texts: nothing that the plan says of them is believed
    const linked = isCovered ? program.with([...changed.values()].map((source) => this.parsed.factsOf(source))) : undefined;
    const before = treeOf(this.repo, this.parsed, linked?.before);
    const after = treeOf(repo, this.parsed, linked?.after);
    const source = new FaultSource(plan, changes, after);
    const { traced } = tracedFindings(before, after, source.mayExcuse ? (fn, file) => source.gavePromise(file.source.id, fn.start) : undefined);
    const faults = traced.filter((one) => one.finding.level === 'fault' && !source.isDetached(one)).map((one): PlanFault => {
      const { file, message } = one.finding;
      const { line } = lineOf(this.sources.get(file)!.text, source.before(file, one.span.start).offset);
      return { finding: one.finding, evidence: `${file}:${line} ${message}`, keys: source.of(one) };
    });
    this.parsed.forget(changed.values());
    return { faults, review: traced.flatMap(({ finding }) => (finding.level === 'review' ? [finding] : [])) };
  }
}
