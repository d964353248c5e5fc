// two values, which come with an error as well
const { execFile } = require('child_process');

function main() {
  execFile(process.execPath, ['-e', 'console.log(1); console.error(2)'], function (err, stdout, stderr) {
    if (err) throw err;
    console.log(stdout.trim(), stderr.trim());
    execFile(process.execPath, ['-e', 'console.log(3); process.exit(4)'], (err, stdout) => {
      if (err) {
        console.log(err.code, stdout.trim());
        return;
      }
      console.log('fine');
    });
  });
}

main();
