// npm run bench:safety: one repository full of faults, met by unblock and by the tools people use instead; a table of who lost what.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contestants } from './safety/contestants.ts';
import type { Contestant } from './safety/contestants.ts';
import { FAULTS } from './safety/faults.ts';
import type { Fault, Verdict } from './safety/faults.ts';
import { survivesKills } from './safety/kills.ts';
import { buildIfStale, PROJECT } from './shared/unblock.ts';

const valueOf = (flag: string): string | undefined => process.argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
const kills = Number(valueOf('--kills') ?? 200);
const only = valueOf('--only');
const say = (text: string): void => void process.stderr.write(text);

await buildIfStale();
const { present, missing } = await contestants();
const faults: readonly Fault[] = [
  ...FAULTS,
  { name: `kill -9 at ${kills} random moments of a write`, meet: (tool: Contestant) => survivesKills(tool, kills, (kill) => kill % 20 === 0 && say(` ${kill}`)) },
].filter(({ name }) => only === undefined || name.includes(only));

const rows: { readonly name: string; readonly verdicts: readonly Verdict[] }[] = [];
for (const fault of faults) {
  const verdicts: Verdict[] = [];
  for (const tool of present) {
    say(`\n${fault.name}: ${tool.name}`);
    const verdict = await fault.meet(tool);
    say(` ${verdict || 'ok'}`);
    verdicts.push(verdict);
  }
  rows.push({ name: fault.name, verdicts });
}
say('\n\n');

const cell = (verdict: Verdict): string => (verdict === '' ? 'ok' : verdict === '-' ? '–' : `**${verdict.replaceAll('|', '\\|')}**`);
const lost = present.map((_, index) => rows.filter(({ verdicts }) => !['', '-'].includes(verdicts[index]!)).length);
const table = [
  ['fault', ...present.map(({ name, version }) => `${name} ${version}`)],
  ['---', ...present.map(() => '---')],
  ...rows.map(({ name, verdicts }) => [name, ...verdicts.map(cell)]),
  ['**failures**', ...lost.map((count) => `**${count}**`)],
].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const notes = missing.map((name) => `\n${name}: not available (it could not be installed).`).join('');
console.log(table + notes);

if (process.argv.includes('--docs')) {
  const file = join(PROJECT, 'docs/safety.md');
  const text = await readFile(file, 'utf8');
  const made = `\`npm run bench:safety\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform}:\n\n${table}${notes}`;
  await writeFile(file, text.replace(/(<!-- bench:safety -->\n)[\s\S]*?(<!-- end of bench:safety -->)/, (_, start: string, end: string) => `${start}${made}\n${end}`));
}
process.exitCode = present.some(({ name }, index) => name.startsWith('unblock') && lost[index]! > 0) ? 1 : 0;
