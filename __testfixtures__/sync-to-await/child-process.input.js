const { execFileSync, execSync, spawnSync } = require('child_process');

function status(command) {
  try {
    execSync(command, { stdio: 'pipe' });
    return 0;
  } catch (error) {
    return [error.status, String(error.stdout), error.message];
  }
}

console.log(execSync('echo shell').toString().trim(), execSync('echo text', { encoding: 'utf8' }));
console.log(execFileSync('cat', { input: 'piped', encoding: 'utf8' }), status('true'), status('echo out; exit 3'));
const { status: code, signal, stdout, stderr, output } = spawnSync('sh', ['-c', 'echo out; echo err >&2; exit 4']);
console.log(code, signal, String(stdout), String(stderr), output.length);
console.log(spawnSync('no-such-program').error.code, execFileSync('echo', ['inherited'], { stdio: 'inherit' }));
