const fs = require('fs');
const path = require('path');

function work(dir) {
  const first = fs.mkdirSync(path.join(dir, 'e'), { recursive: true });
  console.log(path.basename(first));
  const file = path.join(dir, 'f');
  fs.writeFileSync(file, 'one');
  fs.appendFileSync(file, ' two');
  fs.copyFileSync(file, file + '2');
  fs.renameSync(file + '2', file + '3');
  fs.symlinkSync('f', path.join(dir, 'link'));
  fs.linkSync(file, path.join(dir, 'hard'));
  console.log(fs.readlinkSync(path.join(dir, 'link')), path.basename(fs.realpathSync(path.join(dir, 'link'))));
  fs.chmodSync(file, 0o640);
  fs.utimesSync(file, 5, 6);
  const { mtimeMs, nlink, mode } = fs.statSync(file);
  console.log(mtimeMs, nlink, (mode & 0o777).toString(8), fs.lstatSync(path.join(dir, 'link')).isSymbolicLink());
  fs.truncateSync(file, 3);
  fs.accessSync(file, fs.constants.R_OK);
  console.log(fs.readFileSync(file, 'utf8'), fs.readFileSync(file).length);
  fs.cpSync(dir, dir + '-copy', { recursive: true });
  fs.unlinkSync(path.join(dir, 'hard'));
  console.log(fs.readdirSync(dir), fs.readdirSync(dir + '-copy'));
  fs.rmSync(dir, { recursive: true });
  fs.rmSync(dir + '-copy', { recursive: true, force: true });
  try {
    fs.rmdirSync(dir);
  } catch ({ code, syscall }) {
    console.log(code, syscall);
  }
}

work('work');
