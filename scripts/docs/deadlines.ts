// The parts of the page of add-timeouts that are made: the example, executed against a server that never answers, and the table of APIs.
import { execFileSync } from 'node:child_process';
import { deadlineModules } from '../../src/apis/deadlines/index.ts';
import { DEADLINE_CLASSES, type DeadlineClass, type DeadlineFunction } from '../../src/core/deadlines.ts';
import addTimeouts from '../../transforms/add-timeouts/index.ts';

const EXAMPLE = `const { execFile } = require('child_process');
const { lookup } = require('dns/promises');
const { promisify } = require('util');

const run = promisify(execFile);

async function report(url) {
  const response = await fetch(url, { method: 'POST' });
  const { stdout } = await run('git', ['log', '-1']);
  const { address } = await lookup('example.org');
  return { stdout, address, text: await response.text() };
}
`;

/** Asks a server that never answers; the connection counts when it is closed by somebody. */
const RUN = `
const server = require('http').createServer(() => {}).listen(0, '127.0.0.1', async () => {
  const ended = await Promise.race([
    report('http://127.0.0.1:' + server.address().port).then(() => 'an answer', (error) => error.name + ' (' + error.message + ')'),
    new Promise((resolve) => setTimeout(resolve, 1500, 'nothing, after 1500 ms')),
  ]);
  console.log(ended);
  process.exit();
});
`;

const fenced = (text: string): string => `\`\`\`js\n${text.trimEnd()}\n\`\`\``;

/** The example before and after, and what each of them gives. */
export function deadlines(): string {
  const after = addTimeouts({ path: 'show.cjs', source: EXAMPLE }, { stats: () => {}, report: () => {} }, { timeout: 'http=10s,exec=1m,dns=2s' });
  const quick = addTimeouts({ path: 'show.cjs', source: EXAMPLE }, { stats: () => {}, report: () => {} }, { timeout: 'http=300ms' });
  if (after === undefined || quick === undefined) throw new Error('the example of add-timeouts is not changed any more');
  const ended = (text: string): string => execFileSync(process.execPath, ['-e', text + RUN], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  return [
    `Before:\n\n${fenced(EXAMPLE)}`,
    `After, with \`--timeout http=10s,exec=1m,dns=2s\`:\n\n${fenced(after)}`,
    `Of a server that never answers, the first one gets ${ended(EXAMPLE)}; with \`http=300ms\` the second one ends with ${ended(quick)}.`,
  ].join('\n\n');
}

const FORMS: Readonly<Record<DeadlineFunction['by'], string>> = { signal: 'signal', timeout: '`timeout`', race: 'race', refuse: 'stays' };

/** One row a class. */
export function deadlineApis(): string {
  const all = deadlineModules.flatMap(({ specifiers, functions }) => Object.entries(functions).map(([name, form]) => ({ name: /^\(/.test(specifiers[0]!) ? name : `${specifiers[0]}.${name}`, form })));
  const rows = (Object.keys(DEADLINE_CLASSES) as DeadlineClass[]).map((of) => {
    const parts = (Object.keys(FORMS) as DeadlineFunction['by'][]).flatMap((by) => {
      // one of two names for the same function
      const names = [...new Set(all.filter(({ name, form }) => form.of === of && form.by === by && !/^(?:fs|dns|timers|stream)\.promises\./.test(name) && !/^dns\.promisify/.test(name)).map(({ name }) => `\`${name}\``))];
      return names.length === 0 ? [] : [`${FORMS[by]}: ${names.join(', ')}`];
    });
    if (of === 'http') parts.push('race: `new Promise(…)` around `http.get`, `https.request`');
    if (of === 'net') parts.push('signal: `events.once` of what `net` and `tls` give');
    return `| \`${of}\` | ${DEADLINE_CLASSES[of]} | ${parts.join('; ')} |`;
  });
  return ['| class | what | how |', '| --- | --- | --- |', ...rows, '| `function:<name>` | calls that end with the name: `loadUser`, `db.find` | race |'].join('\n');
}
