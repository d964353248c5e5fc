// npm run corpus: migrates repositories that nobody here wrote, and runs their own tests before and after.
import { mkdir, writeFile } from 'node:fs/promises';
import { checkEntry } from './corpus/check-entry.ts';
import type { Row } from './corpus/check-entry.ts';
import { readOptions, USAGE } from './corpus/options.ts';
import { complaints, table, totals } from './corpus/report.ts';
import type { Missing } from './corpus/report.ts';
import { buildIfStale } from './shared/unblock.ts';

async function main(): Promise<number> {
  const options = await readOptions(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  await buildIfStale();
  await mkdir(options.work, { recursive: true });
  const rows: Row[] = [];
  const missing: Missing[] = [];
  for (const [i, entry] of options.entries.entries()) {
    const say = (text: string): void => console.error(`[${i + 1}/${options.entries.length}] ${entry.name}: ${text}`);
    try {
      rows.push(await checkEntry(entry, options, say));
    } catch (error) {
      missing.push({ name: entry.name, why: error instanceof Error ? error.message : String(error) });
      say('failed');
    }
  }
  console.log(table(rows));
  for (const line of complaints(rows, missing)) console.log(line);
  for (const line of totals(rows)) console.log(line);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify({ rows, missing }, null, 2)}\n`);
  return missing.length === 0 && rows.every(({ ok }) => ok) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`corpus: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
