// what a process said before it failed is there whether or not anybody asks for the error
const { execFile } = require('child_process');

const FAILS = ['-e', 'console.log(1); console.error(2); process.exit(3)'];

function main() {
  execFile(process.execPath, FAILS, (err, stdout, stderr) => {
    console.log(err !== null && err.code, stdout.trim(), stderr.trim());
    execFile(process.execPath, FAILS, (err, stdout) => {
      console.log(stdout.trim());
      execFile(process.execPath, FAILS, (err, out, said) => {
        if (err) console.log('failed');
        console.log(out.trim(), said.trim());
        execFile(process.execPath, FAILS, (problem, stdout, stderr) => {
          if (problem) {
            console.log(stderr.trim());
          }
          console.log(stderr.trim(), typeof stdout);
        });
      });
    });
  });
}

main();
