// What it costs to change a file: our text edits beside recast's printing of the same files, in one process.
/// <reference path="./jscodeshift.d.ts" />
import jscodeshift from 'jscodeshift';
import type { Place } from 'jscodeshift';
import type { MigrationPlan } from '../../src/core/plan.ts';
import type { SourceFile } from '../../src/core/source.ts';
import { rewriteFile } from '../../src/rewrite/rewrite-file.ts';
import { scan } from '../../src/scan/scan.ts';

const WARM_UPS = 5;

export interface EditCosts {
  readonly files: number;
  /** CPU milliseconds a file, parsing included. */
  readonly ours: number;
  readonly recast: number;
}

/** Both go over every file that `plan` changes; recast makes the same functions async and prints. Undefined without changes. */
export async function editCosts(root: string, plan: MigrationPlan): Promise<EditCosts | undefined> {
  const sources = new Map((await scan(root)).files.map((file) => [file.id, file]));
  const changed = Object.entries(plan.files).flatMap(([id, { decisions }]) => {
    const active = decisions.filter(({ verdict }) => verdict !== 'keep');
    const file = sources.get(id);
    return active.length > 0 && file && (file.dialect === 'js' || file.dialect === 'ts') ? [{ file, decisions: active }] : [];
  });
  if (changed.length === 0) return undefined;
  const ours = (): void => {
    for (const { file, decisions } of changed) rewriteFile(file, decisions);
  };
  const recast = (): void => {
    for (const { file, decisions } of changed) printed(file, new Set(decisions.map(({ span }) => span.start)));
  };
  // both are warmed up first: a migration goes over many files
  for (let i = 0; i < WARM_UPS; i++) {
    ours();
    recast();
  }
  return { files: changed.length, ours: milliseconds(ours) / changed.length, recast: milliseconds(recast) / changed.length };
}

/** Any function will do: printing costs what has to be printed anew. */
function printed({ text, dialect }: SourceFile, starts: ReadonlySet<number>): string {
  const j = jscodeshift.withParser(dialect === 'ts' ? 'ts' : 'tsx');
  const root = j(text);
  const touched = (path: Place): boolean => starts.has(path.node.start ?? -1);
  root.find(j.Function).filter(touched).forEach((path) => {
    path.node.async = true;
  });
  root.find(j.CallExpression).filter(touched).replaceWith((path) => j.awaitExpression(path.node));
  return root.toSource();
}

/** CPU time, the best of five. */
function milliseconds(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
