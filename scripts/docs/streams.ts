// The example on the page of streams-to-await: rewritten by the transform itself, and both forms executed.
import { execFileSync } from 'node:child_process';
import streamsToAwait from '../../transforms/streams-to-await/index.ts';

const EXAMPLE = `const crypto = require('crypto');
const fs = require('fs');

/** The sum of a file, however large. */
function sumOf(file) {
  return new Promise((resolve, reject) => {
    const hash = crypto.createHash('sha256');
    const input = fs.createReadStream(file);
    input.on('data', (chunk) => hash.update(chunk));
    input.on('end', () => resolve(hash.digest('hex')));
    input.on('error', reject);
  });
}

const read = (file, start, end) => new Promise((resolve, reject) => {
  const chunks = [];
  fs.createReadStream(file, { start, end })
    .on('data', (chunk) => chunks.push(chunk))
    .on('end', () => resolve(Buffer.concat(chunks)))
    .on('error', reject);
});
`;

/** Every outcome: a file, a part of one, none, a folder, no name at all. */
const RUN = `
(async () => {
  for (const file of ['LICENSE', 'no such file', '.', undefined]) {
    const ends = [sumOf(file), read(file, 2, 9)].map((promise) => promise.then(String, (error) => error.code));
    console.log((await Promise.all(ends)).join(' '));
  }
})();
`;

const fenced = (text: string): string => `\`\`\`js\n${text.trimEnd()}\n\`\`\``;

/** @throws Error when it is left alone, or the two forms do not give the same */
export function streams(): string {
  const after = streamsToAwait({ path: 'show.cjs', source: EXAMPLE }, { stats: () => {}, report: () => {} }, {});
  if (after === undefined) throw new Error('the example of streams-to-await is not migrated any more');
  const ended = (text: string): string => execFileSync(process.execPath, ['-e', text + RUN], { encoding: 'utf8', cwd: new URL('../..', import.meta.url) });
  if (ended(EXAMPLE) !== ended(after)) throw new Error('the example of streams-to-await does something else than before');
  return `Before:\n\n${fenced(EXAMPLE)}\n\nAfter:\n\n${fenced(after)}\n\nBoth give the same for a file, for none, for a folder (\`EISDIR\`), and for no name at all (\`ERR_INVALID_ARG_TYPE\`).`;
}
