const { execSync, spawnSync } = require('child_process');
const { execFileSync } = require('child_process');

function retry(work, times) {
  for (let left = times; ; left--) {
    try {
      return work(left);
    } catch (error) {
      if (left === 0) throw error;
      execSync('sleep 0.05', { stdio: 'ignore' });
    }
  }
}

function main() {
  const start = performance.now();
  const value = retry((left) => { if (left > 1) throw new Error('not yet'); return left; }, 3);
  spawnSync('sleep', ['0.02']);
  execFileSync('sleep', ['.01']);
  console.log(value, performance.now() - start >= 130);
  try {
    retry(() => { throw new Error('never'); }, 1);
  } catch (error) {
    console.log(error.message);
  }
  console.log(execSync('echo done').toString().trim());
}

main();
