// The type gate: diagnostics before and after in memory; what brought a new one is named, so that the plan can do without it.
import type { ts } from 'ts-morph';
import type { AddedDependency } from '../core/bounds.ts';
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { originalOffsets } from '../edits/original-offset.ts';
import type { LoadedProgram, RepoPrograms } from '../resolve/program.ts';
import { Blame } from './blame.ts';
import { Importers } from './importers.ts';

/** A function or call that must stay because of a type error. */
export interface TypeFault {
  /** Key of its place (core/typing.ts). */
  readonly key: string;
  /** The compiler's words, and where. */
  readonly message: string;
}

/** A diagnostic that was not there before. */
export interface NewError {
  readonly file: FileId;
  readonly diagnostic: ts.Diagnostic;
  readonly message: string;
}

/** What was found about one program the last time. */
interface Checked {
  readonly texts: ReadonlyMap<FileId, string>;
  readonly names: ReadonlyMap<FileId, ReadonlySet<string>>;
  readonly faulty: ReadonlySet<FileId>;
}

/** The gate of one repository; asked again and again, it looks only at what differs from the last time. */
export class TypeGate {
  private readonly programs: RepoPrograms;
  private readonly importersOf: ReadonlyMap<FileId, ReadonlySet<FileId>>;
  private readonly last = new Map<LoadedProgram, Checked>();
  private readonly before = new Map<ts.SourceFile, readonly ts.Diagnostic[]>();

  /** @param importersOf files of the repository by the file they import */
  constructor(programs: RepoPrograms, importersOf: ReadonlyMap<FileId, ReadonlySet<FileId>>) {
    this.programs = programs;
    this.importersOf = importersOf;
  }

  /**
   * Type errors that `changes` bring to the repository.
   * @returns what to refuse, one entry each; empty when the types are as sound as before
   */
  faults(plan: MigrationPlan, changes: readonly FileChange[]): TypeFault[] {
    const faults = new Map<string, string>();
    const covering = new Set([...this.last.keys(), ...this.programs.covering(this.reached(changes))]);
    for (const loaded of covering) {
      const { program, errors } = this.newErrors(loaded, plan, changes);
      if (errors.length === 0) continue;
      const blame = new Blame(loaded, program, plan, changes);
      for (const error of errors) for (const key of blame.of(error)) if (!faults.has(key)) faults.set(key, error.message);
    }
    return [...faults].map(([key, message]) => ({ key, message }));
  }

  /** Files that changed and all that import them. */
  private reached(changes: readonly FileChange[]): ReadonlySet<FileId> {
    const reached = new Set(changes.map(({ file }) => file));
    for (const file of reached) for (const importer of this.importersOf.get(file) ?? []) reached.add(importer);
    return reached;
  }

  /** New diagnostics of one program, in the files that it governs: others are looked at in their own. */
  private newErrors(loaded: LoadedProgram, plan: MigrationPlan, changes: readonly FileChange[]): { program: ts.Program; errors: NewError[] } {
    const last = this.last.get(loaded);
    const texts = new Map(changes.map(({ file, after }) => [file, after]));
    const names = new Map(changes.map(({ file }) => [file, changedNames(plan, file)]));
    const program = loaded.with(texts);
    const differing = new Map<FileId, ReadonlySet<string>>();
    for (const id of new Set([...texts.keys(), ...(last?.texts.keys() ?? [])])) {
      if (last && last.texts.get(id) === texts.get(id)) continue;
      differing.set(id, new Set([...(names.get(id) ?? []), ...(last?.names.get(id) ?? [])]));
    }
    const affected = new Importers(loaded, program).affected(differing);
    for (const id of last?.faulty ?? []) affected.add(loaded.sourceFile(id, program)!);
    const governed = [...affected].filter((file) => this.programs.of(loaded.idOf(file)!) === loaded);
    const added = addedPackages(plan);
    const errors = governed.flatMap((file) => this.errorsIn(loaded, program, file, changes.find((change) => change.file === loaded.idOf(file)))).filter(({ diagnostic }) => !isNotInstalled(loaded, diagnostic, added));
    this.last.set(loaded, { texts, names, faulty: new Set(errors.map(({ file }) => file)) });
    return { program, errors };
  }

  private errorsIn(loaded: LoadedProgram, program: ts.Program, file: ts.SourceFile, change: FileChange | undefined): NewError[] {
    const { ts } = loaded;
    const after = diagnosticsOf(loaded, program, file);
    if (after.length === 0) return [];
    const id = loaded.idOf(file)!;
    const old = loaded.sourceFile(id);
    const known = new Known(ts, old ? this.errorsBefore(loaded, old) : []);
    const original = change ? originalOffsets(change) : undefined;
    return after.flatMap((diagnostic): NewError[] => {
      const start = original ? original(diagnostic.start ?? 0).offset : (diagnostic.start ?? 0);
      if (known.has(diagnostic, start)) return [];
      const { line } = ts.getLineAndCharacterOfPosition(old ?? file, Math.min(start, (old ?? file).end));
      return [{ file: id, diagnostic, message: `${id}:${line + 1} TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replace(/\s+/g, ' ').slice(0, 300)}` }];
    });
  }

  private errorsBefore(loaded: LoadedProgram, file: ts.SourceFile): readonly ts.Diagnostic[] {
    let known = this.before.get(file);
    if (!known) this.before.set(file, (known = diagnosticsOf(loaded, loaded.program, file)));
    return known;
  }
}

/** Names of what becomes asynchronous in a file. */
const changedNames = (plan: MigrationPlan, file: FileId): ReadonlySet<string> =>
  new Set((plan.files[file]?.decisions ?? []).filter(({ verdict }) => verdict === 'make-async' || verdict === 'retype' || verdict === 'twin').flatMap(({ name }) => name.split('.')));

/** Packages that the plan adds to package.json: they are installed afterwards. */
const addedPackages = ({ files }: MigrationPlan): ReadonlySet<string> =>
  new Set(Object.values(files).flatMap(({ decisions }) => decisions.flatMap(({ data }) => (data?.['dependency'] as AddedDependency | undefined)?.name ?? [])));

/** The compiler does not find a package that is to be added. */
const isNotInstalled = ({ ts }: LoadedProgram, { code, messageText }: ts.Diagnostic, added: ReadonlySet<string>): boolean =>
  (code === 2307 || code === 7016) && added.has(/'([^']+)'/.exec(ts.flattenDiagnosticMessageText(messageText, ' '))?.[1] ?? '');

const diagnosticsOf = ({ ts }: LoadedProgram, program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] =>
  [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].filter(({ category }) => category === ts.DiagnosticCategory.Error);

/** Errors that were there before, each of which excuses one after: by place, or by its words. */
class Known {
  private readonly ts: LoadedProgram['ts'];
  private readonly places: Set<string>;
  private readonly texts = new Map<string, number>();

  constructor(ts: LoadedProgram['ts'], before: readonly ts.Diagnostic[]) {
    this.ts = ts;
    this.places = new Set(before.map(({ code, start }) => `${code}:${start}`));
    for (const diagnostic of before) this.texts.set(this.text(diagnostic), (this.texts.get(this.text(diagnostic)) ?? 0) + 1);
  }

  has(diagnostic: ts.Diagnostic, originalStart: number): boolean {
    if (this.places.has(`${diagnostic.code}:${originalStart}`)) return true;
    const text = this.text(diagnostic);
    const left = this.texts.get(text) ?? 0;
    if (left > 0) this.texts.set(text, left - 1);
    return left > 0;
  }

  private text({ code, messageText }: ts.Diagnostic): string {
    return `${code} ${this.ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  }
}
