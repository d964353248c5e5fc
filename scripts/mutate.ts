// npm run mutate: plants mistakes into migrated programs and counts how many verify finds: by reading, and of the others by running.
import { parseArgs } from 'node:util';
import { checkTrees } from '../src/verify/static/check.ts';
import { treeOf } from '../src/verify/static/tree.ts';
import { whileExecuting } from './mutate/executed.ts';
import { MISTAKES, mutantsOf, type Mutant } from './mutate/mistakes.ts';
import { fixturePrograms, migrated, singleFiles, withTexts, type Program } from './mutate/programs.ts';
import { randomFrom, sample } from './mutate/random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, fixtures: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, static: { type: 'boolean', default: false } },
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

const passed: Planted[] = [];
const caught = new Map<string, number>();
const note = (mistake: string): void => void caught.set(mistake, (caught.get(mistake) ?? 0) + 1);
const isNamed = new Set(positionals);
// the tree before is read once for all mistakes of a program, and forgotten with it
for (const program of new Set(planted.map((mutant) => mutant.program))) {
  const before = treeOf(program.before);
  const clean = new Set(checkTrees(before, treeOf(program.after)).findings.map(({ code, line, file }) => `${code} ${file} ${line}`));
  for (const mutant of planted.filter((one) => one.program === program)) {
    const { findings } = checkTrees(before, treeOf(withTexts(program.after, new Map([[mutant.file, mutant.text]]))));
    if (findings.some(({ code, line, file }) => !clean.has(`${code} ${file} ${line}`))) note(mutant.mistake);
    else passed.push(mutant);
  }
}

// what reading let pass is run, where there is something to run: a fixture has neither tests nor packages
const byReading = planted.length - passed.length;
const byRunning: { readonly mutant: Planted; readonly shown: string }[] = [];
const escaped: Planted[] = [];
for (const program of new Set(passed.map((mutant) => mutant.program))) {
  const own = passed.filter((mutant) => mutant.program === program);
  if (values.static || !isNamed.has(program.name)) escaped.push(...own);
  else await whileExecuting(program, async (ask) => {
    for (const mutant of own) {
      const shown = await ask(new Map([[mutant.file, mutant.text]]));
      if (shown === undefined) escaped.push(mutant);
      else {
        note(mutant.mistake);
        byRunning.push({ mutant, shown });
      }
    }
  });
}

const total = byReading + byRunning.length;
const plain = ({ program, mistake, file, line, what }: Planted) => ({ program: program.name, mistake, file, line, what });
if (values.json) console.log(JSON.stringify({ planted: planted.length, caught: total, byReading, byRunning: byRunning.map(({ mutant, shown }) => ({ ...plain(mutant), shown })), escaped: escaped.map(plain) }));
else {
  for (const mistake of MISTAKES) console.log(`${mistake.padEnd(22)} ${caught.get(mistake) ?? 0} of ${planted.filter((one) => one.mistake === mistake).length}`);
  console.log(`${total} of ${planted.length} found, ${byReading} by reading and ${byRunning.length} by running; ${all.length} could have been planted in ${programs.length} programs`);
  for (const { mutant: { program, mistake, file, line, what }, shown } of byRunning) console.log(`by running: ${mistake} ${program.name} ${file}:${line} ${what}: ${shown}`);
  for (const { program, mistake, file, line, what } of escaped) console.log(`escaped: ${mistake} ${program.name} ${file}:${line} ${what}`);
}
process.exitCode = total >= planted.length * 0.95 ? 0 : 1;
