// A plan as the document that --format or --stdin asks for, on stdout or in a file.
import path from 'node:path';
import { idBelow } from '../api/buffered.ts';
import { jsonPreview, preview } from '../api/preview.ts';
import type { Context } from './context.ts';
import type { End } from './exit-codes.ts';
import { usage } from './failure.ts';
import type { ViewOptions } from './output-options.ts';
import { reportOf } from './report.ts';
import type { Study } from './study.ts';

/** Answers false when nothing but the usual text was asked for. @throws Failure 'usage' when the file cannot be written */
export async function publish(context: Context, shown: Study, { format, out, stdin, shard }: ViewOptions, end: End): Promise<boolean> {
  const { engine, terminal, progress, options, targets, cwd } = context;
  if (format === undefined && stdin === undefined) return false;
  if (options.json && out === undefined) {
    if (format !== undefined && format !== 'json') throw usage(`--json and --format ${format} both want stdout: --out puts one of them in a file`);
    // the program prints that one itself, at its end
    return true;
  }
  if (out !== undefined) {
    if (path.resolve(cwd, out).split(path.sep).includes('.git')) throw usage(`${out} lies in .git`);
    const content = format === 'json' ? `${JSON.stringify(reportOf({ ...end, ...jsonPreview(shown), ...(shard && { shard }) }, progress.timings()))}\n` : preview(shown, format ?? 'patch');
    await engine.saveNamedFile(path.resolve(cwd, out), content, '--out');
    terminal.say([`${format} written: ${out}`]);
    return true;
  }
  if (format !== undefined) terminal.raw(preview(shown, format));
  else terminal.raw(migratedText(shown, idBelow(targets.root, path.resolve(cwd, stdin ?? ''))));
  return true;
}

/** The text of the one file, migrated, in the encoding it came in. */
function migratedText({ repo, changes }: Study, id: string): Uint8Array {
  const change = changes.find(({ file }) => file === id);
  const source = repo.files.find((file) => file.id === id);
  return Buffer.from(change?.after ?? source?.text ?? '', source?.encoding ?? 'utf8');
}
