// Type errors that a migrated tree has and the one before had not, as our own TypeScript sees them; the repository's is not run here.
import type { FileId, ScannedRepo } from '../../core/source.ts';
import { RepoPrograms, type LoadedProgram, type ts } from '../../resolve/program.ts';
import type { Tree } from './tree.ts';

/** One error in the migrated text. */
export interface NewTypeError {
  readonly file: FileId;
  readonly offset: number;
  readonly message: string;
}

/** The programs of a tree, and what was wrong with them: read once, however many other trees are compared with it. */
interface Known {
  readonly programs: RepoPrograms;
  readonly errors: Map<ts.SourceFile, readonly ts.Diagnostic[]>;
}

const known = new WeakMap<ScannedRepo, Known>();

/** Errors in files that changed and in all that import them; repositories without types cost nothing. */
export function newTypeErrors(before: Tree, after: Tree, changed: readonly FileId[]): NewTypeError[] {
  const { programs, errors } = knownOf(before.repo);
  const reached = new Set(changed);
  for (const file of reached) for (const importer of after.linked.importersOf.get(file) ?? []) reached.add(importer);
  const texts = new Map(changed.map((id) => [id, after.repo.files.find((file) => file.id === id)!.text]));
  return programs.covering(reached).flatMap((loaded) => {
    const program = loaded.with(texts);
    return [...reached].filter((id) => programs.of(id) === loaded).flatMap((id) => {
      const file = loaded.sourceFile(id, program);
      if (!file) return [];
      const now = diagnosticsOf(loaded, program, file);
      const old = loaded.sourceFile(id);
      if (now.length === 0) return [];
      if (old && !errors.has(old)) errors.set(old, diagnosticsOf(loaded, loaded.program, old));
      return withoutKnown(loaded, old ? errors.get(old)! : [], now).map((diagnostic): NewTypeError => ({ file: id, offset: diagnostic.start ?? 0, message: `TS${diagnostic.code}: ${wordsOf(loaded, diagnostic)}` }));
    });
  });
}

function knownOf(repo: ScannedRepo): Known {
  let found = known.get(repo);
  if (!found) known.set(repo, (found = { programs: new RepoPrograms(repo), errors: new Map() }));
  return found;
}

const diagnosticsOf = ({ ts }: LoadedProgram, program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] => program.getSemanticDiagnostics(file).filter(({ category }) => category === ts.DiagnosticCategory.Error);

const wordsOf = ({ ts }: LoadedProgram, { messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' ').slice(0, 300);

/** An error before excuses one after with the same words. */
function withoutKnown(loaded: LoadedProgram, before: readonly ts.Diagnostic[], after: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  const left = new Map<string, number>();
  const keyOf = (diagnostic: ts.Diagnostic): string => `${diagnostic.code} ${wordsOf(loaded, diagnostic)}`;
  for (const diagnostic of before) left.set(keyOf(diagnostic), (left.get(keyOf(diagnostic)) ?? 0) + 1);
  return after.filter((diagnostic) => {
    const count = left.get(keyOf(diagnostic)) ?? 0;
    left.set(keyOf(diagnostic), count - 1);
    return count <= 0;
  });
}
