// The type gate: diagnostics before and after in memory; what brought a new one is named, so that the plan can do without it.
import type { ts } from 'ts-morph';
import type { FileChange } from '../core/edit.ts';
import type { MigrationPlan } from '../core/plan.ts';
import type { FileId } from '../core/source.ts';
import { originalOffsets } from '../edits/original-offset.ts';
import type { LoadedProgram, RepoPrograms } from '../resolve/program.ts';
import { Blame } from './blame.ts';
import { affectedFiles } from './importers.ts';

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

/**
 * Type errors that `changes` bring to the repository.
 * @returns what to refuse, one entry each; empty when the types are as sound as before
 */
export function typeFaults(programs: RepoPrograms, plan: MigrationPlan, changes: readonly FileChange[]): TypeFault[] {
  const faults = new Map<string, string>();
  for (const loaded of programs.covering(changes.map(({ file }) => file))) {
    const { program, errors } = newErrors(loaded, plan, changes);
    if (errors.length === 0) continue;
    const blame = new Blame(loaded, program, plan, changes);
    for (const error of errors) for (const key of blame.of(error)) if (!faults.has(key)) faults.set(key, error.message);
  }
  return [...faults].map(([key, message]) => ({ key, message }));
}

/** New diagnostics of one program, in file order. */
export function newErrors(loaded: LoadedProgram, plan: MigrationPlan, changes: readonly FileChange[]): { program: ts.Program; errors: NewError[] } {
  const { ts } = loaded;
  const texts = new Map(changes.map(({ file, after }) => [file, after]));
  const program = loaded.with(texts);
  const names = new Set(Object.values(plan.files).flatMap(({ decisions }) => decisions.filter(({ verdict }) => verdict === 'make-async' || verdict === 'retype').flatMap(({ name }) => name.split('.'))));
  const errors: NewError[] = [];
  for (const file of affectedFiles(loaded, program, texts.keys(), names)) {
    const after = diagnosticsOf(loaded, program, file);
    if (after.length === 0) continue;
    const id = loaded.idOf(file)!;
    const old = loaded.sourceFile(id);
    const known = new Known(ts, old ? diagnosticsOf(loaded, loaded.program, old) : []);
    const change = changes.find((one) => one.file === id);
    const original = change ? originalOffsets(change) : undefined;
    for (const diagnostic of after) {
      const start = diagnostic.start ?? 0;
      if (known.has(diagnostic, original ? original(start).offset : start)) continue;
      const { line } = ts.getLineAndCharacterOfPosition(old ?? file, Math.min(original ? original(start).offset : start, (old ?? file).end));
      errors.push({ file: id, diagnostic, message: `${id}:${line + 1} TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').replace(/\s+/g, ' ').slice(0, 300)}` });
    }
  }
  return { program, errors };
}

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
