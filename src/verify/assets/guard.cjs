// Outlives the process that runs a repository's code: when that one ends, however it ends, kills what it started and removes its folder.
// Reads lines from standard input: `run <process group>`, `end <process group>`; the end of the input is the end of the parent.
'use strict';
const { rmSync } = require('fs');

const folder = process.argv[2];
const groups = new Set();
let rest = '';

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const [what, group] = line.split(' ');
    if (what === 'run') groups.add(Number(group));
    else groups.delete(Number(group));
  }
});
process.stdin.on('close', () => {
  for (const group of groups) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // it has ended
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit(0);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
