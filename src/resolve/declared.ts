// Declarations in .d.ts files of what JavaScript modules export.
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import type { LoadedProgram, ts } from './program.ts';

/** Declaration files by the script they describe: those beside it, and the types of a package for its entries. */
export function declarationFiles(repo: ScannedRepo): Map<FileId, FileId[]> {
  const ids = new Set(repo.files.map(({ id }) => id));
  const found = new Map<FileId, FileId[]>();
  const note = (script: FileId, declarations: FileId): void => void found.set(script, [...(found.get(script) ?? []), declarations]);
  for (const file of repo.files) {
    if (file.dialect !== 'dts') continue;
    const stem = file.id.replace(/\.d\.[cm]?ts$/, '');
    const beside = ['.js', '.cjs', '.mjs', '.jsx'].map((extension) => stem + extension).filter((id) => ids.has(id));
    if (beside.length > 0) for (const script of beside) note(script, file.id);
    else for (const entry of entriesOf(repo, file)) note(entry, file.id);
  }
  return found;
}

/** A declaration file that no script has for a neighbour is the one that package.json names: it stands for the entries. */
const entriesOf = (repo: ScannedRepo, file: SourceFile): readonly FileId[] => repo.packages.find(({ dir }) => dir === file.packageDir)?.publicEntries ?? [];

/**
 * The signatures that the declaration file `source` gives to an export. A path names the export and then its members;
 * `=` is the module's value as a whole, `prototype` leads to instances of a class.
 */
export function declaredSignatures(program: LoadedProgram, source: ts.SourceFile, exportPath: readonly string[]): ts.SignatureDeclaration[] {
  const { ts, checker } = program;
  const module = checker.getSymbolAtLocation(source);
  if (!module) return [];
  const resolved = (symbol: ts.Symbol): ts.Symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const assigned = module.exports?.get('export=' as ts.__String);
  const [first, ...rest] = exportPath;
  let symbol: ts.Symbol | undefined;
  if (first === '=') {
    const whole = assigned ?? module.exports?.get('default' as ts.__String);
    symbol = whole && resolved(whole);
  } else {
    const found = checker.getExportsOfModule(module).find(({ name }) => name === first);
    symbol = found ? resolved(found) : assigned && checker.getPropertyOfType(checker.getTypeOfSymbol(resolved(assigned)), first!);
  }
  for (let steps = rest; symbol && steps.length > 0; steps = steps.slice(1)) {
    const isInstance = steps[0] === 'prototype';
    if (isInstance) steps = steps.slice(1);
    const type: ts.Type = isInstance && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface) ? checker.getDeclaredTypeOfSymbol(symbol) : instanceType(checker.getTypeOfSymbol(symbol), isInstance);
    symbol = checker.getPropertyOfType(type, steps[0]!);
  }
  if (!symbol) return [];
  return checker.getTypeOfSymbol(symbol).getCallSignatures().flatMap(({ declaration }) => (declaration ? [declaration as ts.SignatureDeclaration] : []));
}

const instanceType = (type: ts.Type, isInstance: boolean): ts.Type => (isInstance ? (type.getConstructSignatures()[0]?.getReturnType() ?? type) : type);
