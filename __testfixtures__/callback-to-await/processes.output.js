// two values, which come with an error as well
const { execFile } = require('child_process');
const { promisify } = require('util');
const execFileAsync = promisify(execFile);

async function main() {
  const { stdout, stderr } = await execFileAsync(process.execPath, ['-e', 'console.log(1); console.error(2)']);
  console.log(stdout.trim(), stderr.trim());
  let stdout1;
  try {
    ({ stdout: stdout1 } = await execFileAsync(process.execPath, ['-e', 'console.log(3); process.exit(4)']));
  } catch (err) {
    console.log(err.code, err.stdout.trim());
    return;
  }
  console.log('fine');
}

main();
