const { execSync } = require('child_process');
const { setTimeout: sleep } = require('timers/promises');

async function retry(work, times) {
  for (let left = times; ; left--) {
    try {
      return work(left);
    } catch (error) {
      if (left === 0) throw error;
      await sleep(50 + 1);
    }
  }
}

async function main() {
  const start = performance.now();
  const value = await retry((left) => { if (left > 1) throw new Error('not yet'); return left; }, 3);
  await sleep(20 + 1);
  await sleep(10 + 1);
  console.log(value, performance.now() - start >= 130);
  try {
    await retry(() => { throw new Error('never'); }, 1);
  } catch (error) {
    console.log(error.message);
  }
  console.log(execSync('echo done').toString().trim());
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
