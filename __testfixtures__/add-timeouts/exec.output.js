const { exec, execFile } = require('child_process');
const { promisify } = require('util');
const execAsync = promisify(exec);
const run = promisify(execFile);

const list = ['-e', 'console.log(process.argv.length)'];

async function main() {
  const { stdout } = await execAsync('echo one', { signal: AbortSignal.timeout(60000) });
  console.log(stdout.trim());
  console.log((await run(process.execPath, list, { signal: AbortSignal.timeout(60000) })).stdout.trim());
  console.log((await run(process.execPath, ['-p', '1 + 1'], { encoding: 'utf8', signal: AbortSignal.timeout(60000) })).stdout.trim());
  console.log((await promisify(execFile)('true', { signal: AbortSignal.timeout(60000) })).stdout.length);
  try {
    await execAsync('exit 3', { cwd: '.', signal: AbortSignal.timeout(60000) });
  } catch (error) {
    console.log(error.code, error.name);
    throw error;
  }
}

main().catch((error) => console.log('failed', error.code));
