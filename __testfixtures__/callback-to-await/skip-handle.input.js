// expect: returns-handle
const { execFile } = require('child_process');

function main() {
  const child = execFile(process.execPath, ['-e', ''], (err) => {
    console.log(err);
  });
  console.log(typeof child.pid);
}

main();
