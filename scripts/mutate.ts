// npm run mutate: plants mistakes into migrated programs and counts how many of them verify finds.
import { parseArgs } from 'node:util';
import { checkMigration } from '../src/verify/static/check.ts';
import { MISTAKES, mutantsOf, type Mutant } from './mutate/mistakes.ts';
import { fixturePrograms, migrated, singleFiles, withTexts, type Program } from './mutate/programs.ts';
import { randomFrom, sample } from './mutate/random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, fixtures: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});

interface Planted extends Mutant {
  readonly program: Program;
}

const programs = positionals.length > 0 && !values.fixtures ? [] : [...singleFiles(), ...(await fixturePrograms())];
for (const dir of positionals) programs.push(await migrated(dir));

const all = programs.flatMap((program): Planted[] => {
  const old = new Map(program.before.files.map((file) => [file.id, file]));
  return program.after.files.filter(({ id, text }) => old.get(id)!.text !== text).flatMap((file) => mutantsOf(file, { before: old.get(file.id)!.text, after: file.text }).map((mutant) => ({ ...mutant, program })));
});
const random = randomFrom(Number(values.seed));
// each kind of mistake gets its share, however often it could be made
const share = Math.ceil(Number(values.count) / MISTAKES.length);
const first = MISTAKES.flatMap((mistake) => sample(all.filter((one) => one.mistake === mistake), share, random));
const planted = [...first, ...sample(all.filter((one) => !first.includes(one)), Number(values.count) - first.length, random)].slice(0, Number(values.count));

const cleanOf = new Map<Program, ReturnType<typeof checkMigration>['findings']>();
const escaped: Planted[] = [];
const caught = new Map<string, number>();
for (const mutant of planted) {
  const { program, file, text, mistake } = mutant;
  const { findings } = checkMigration(program.before, withTexts(program.after, new Map([[file, text]])));
  const clean = new Set(checkedClean(program).map(({ code, line, file: where }) => `${code} ${where} ${line}`));
  if (findings.some((finding) => !clean.has(`${finding.code} ${finding.file} ${finding.line}`))) caught.set(mistake, (caught.get(mistake) ?? 0) + 1);
  else escaped.push(mutant);
}

function checkedClean(program: Program): ReturnType<typeof checkMigration>['findings'] {
  let findings = cleanOf.get(program);
  if (!findings) cleanOf.set(program, (findings = checkMigration(program.before, program.after).findings));
  return findings;
}

const total = planted.length - escaped.length;
if (values.json) console.log(JSON.stringify({ planted: planted.length, caught: total, escaped: escaped.map(({ program, mistake, file, line, what }) => ({ program: program.name, mistake, file, line, what })) }));
else {
  for (const mistake of MISTAKES) console.log(`${mistake.padEnd(22)} ${caught.get(mistake) ?? 0} of ${planted.filter((one) => one.mistake === mistake).length}`);
  console.log(`${total} of ${planted.length} found; ${all.length} could have been planted in ${programs.length} programs`);
  for (const { program, mistake, file, line, what } of escaped) console.log(`escaped: ${mistake} ${program.name} ${file}:${line} ${what}`);
}
process.exitCode = total >= planted.length * 0.95 ? 0 : 1;
