// what a process said before it failed is there whether or not anybody asks for the error
const { execFile } = require('child_process');
const { promisify } = require('util');
const execFileAsync = promisify(execFile);

const FAILS = ['-e', 'console.log(1); console.error(2); process.exit(3)'];

async function main() {
  let err = null;
  let stdout, stderr;
  try {
    ({ stdout, stderr } = await execFileAsync(process.execPath, FAILS));
  } catch (error) {
    ({ stdout, stderr } = error);
    err = error;
  }
  console.log(err !== null && err.code, stdout.trim(), stderr.trim());
  const { stdout: stdout1 } = await execFileAsync(process.execPath, FAILS).catch((error) => error);
  console.log(stdout1.trim());
  let out, said;
  try {
    ({ stdout: out, stderr: said } = await execFileAsync(process.execPath, FAILS));
  } catch (err) {
    ({ stdout: out, stderr: said } = err);
    console.log('failed');
  }
  console.log(out.trim(), said.trim());
  let stdout2, stderr1;
  try {
    ({ stdout: stdout2, stderr: stderr1 } = await execFileAsync(process.execPath, FAILS));
  } catch (problem) {
    ({ stdout: stdout2, stderr: stderr1 } = problem);
    console.log(problem.stderr.trim());
  }
  console.log(stderr1.trim(), typeof stdout2);
}

main();
