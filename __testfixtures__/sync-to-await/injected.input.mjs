import nodeFs, { statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const sizes = (names, { fs = nodeFs } = {}) => {
  let total = 0;
  for (const name of names) total += fs.statSync(name).size;
  return total;
};

const isFile = (name, stat = statSync) => stat(name).isFile();

function run(options) {
  const spawn = options.spawn || spawnSync;
  return spawn(process.execPath, ['--version']).status;
}

console.log(sizes(['a.txt', 'b.txt']), sizes(['x', 'y'], { fs: { statSync: (name) => ({ size: name.length }) } }));
console.log(isFile('a.txt'), isFile('nope', () => ({ isFile: () => 'faked' })));
console.log(run({}), run({ spawn: () => ({ status: 'faked' }) }));
