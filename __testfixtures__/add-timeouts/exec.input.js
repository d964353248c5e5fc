const { exec, execFile } = require('child_process');
const { promisify } = require('util');
const execAsync = promisify(exec);
const run = promisify(execFile);

const list = ['-e', 'console.log(process.argv.length)'];

async function main() {
  const { stdout } = await execAsync('echo one');
  console.log(stdout.trim());
  console.log((await run(process.execPath, list)).stdout.trim());
  console.log((await run(process.execPath, ['-p', '1 + 1'], { encoding: 'utf8' })).stdout.trim());
  console.log((await promisify(execFile)('true')).stdout.length);
  try {
    await execAsync('exit 3', { cwd: '.' });
  } catch (error) {
    console.log(error.code, error.name);
    throw error;
  }
}

main().catch((error) => console.log('failed', error.code));
