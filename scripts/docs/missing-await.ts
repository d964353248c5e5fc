// The examples on the page of missing-await: rewritten by the transform itself, and both forms executed.
import { execFileSync } from 'node:child_process';
import missingAwait from '../../transforms/missing-await/index.ts';

const FUNCTIONS = `const load = async (id) => ({ id, name: 'Ada', tags: ['a', 'b'] });
const count = async () => 2;
const isReady = async () => false;
const greeter = async () => (name) => \`Hello \${name}\`;
const tags = async () => ['a', 'b'];
`;

/** What each row shows, and the statement that ends in a value. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['member that no promise has', 'return load(1).name;'],
  ['call', "return greeter()('Ada');"],
  ['arithmetic', 'return count() + 1;'],
  ['comparison with a literal', 'return count() === 2;'],
  ['text', 'return `${count()} files`;'],
  ['condition', "return isReady() ? 'ready' : 'not yet';"],
  ['negation', 'return !isReady();'],
  ['index', "return ['none', 'one', 'two'][count()];"],
  ['loop, spread', 'return [...tags()].length;'],
  ['destructuring', 'const { name } = load(1); return name;'],
  ['constant', 'const user = load(1); return user.name;'],
  ['argument of a built-in', 'return JSON.stringify(load(1));'],
];

const program = EXAMPLES.map(([, body], index) => `async function example${index}() { ${body} }\n`).join('');
const RUN = `(async () => {
  for (const example of [${EXAMPLES.map((_, index) => `example${index}`).join(', ')}]) console.log(String(await example().catch((error) => error.name)));
})();
`;

const bodies = (text: string): string[] => [...text.matchAll(/^async function example\d+\(\) \{ (.*) \}$/gm)].map(([, body]) => body!);
const printed = (text: string): string[] => execFileSync(process.execPath, ['-e', text], { encoding: 'utf8' }).trimEnd().split('\n');

/** One row an example. */
export function promisesAsValues(): string {
  const source = FUNCTIONS + program + RUN;
  const after = missingAwait({ path: 'show.cjs', source }, { stats: () => {}, report: () => {} }, {});
  if (after === undefined) throw new Error('the examples of missing-await are not fixed any more');
  const [wrong, right] = [printed(source), printed(after)];
  const rows = bodies(after).map((body, index) => {
    const [what, before] = EXAMPLES[index]!;
    if (body === before) throw new Error(`missing-await does not fix '${what}' any more`);
    return `| ${what} | ${code(before)} | ${code(wrong[index]!)} | ${code(body)} | ${code(right[index]!)} |`;
  });
  return ['| promise as | before | gives | after | gives |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
