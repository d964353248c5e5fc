const fs = require('fs');
const { promisify } = require('util');
const path = require('path');
const realpathAsync = promisify(fs.realpath);

async function work(dir) {
  const first = await fs.promises.mkdir(path.join(dir, 'e'), { recursive: true });
  console.log(path.basename(first));
  const file = path.join(dir, 'f');
  await fs.promises.writeFile(file, 'one');
  await fs.promises.appendFile(file, ' two');
  await fs.promises.copyFile(file, file + '2');
  await fs.promises.rename(file + '2', file + '3');
  await fs.promises.symlink('f', path.join(dir, 'link'));
  await fs.promises.link(file, path.join(dir, 'hard'));
  console.log(await fs.promises.readlink(path.join(dir, 'link')), path.basename(await realpathAsync(path.join(dir, 'link'))));
  await fs.promises.chmod(file, 0o640);
  await fs.promises.utimes(file, 5, 6);
  const { mtimeMs, nlink, mode } = await fs.promises.stat(file);
  console.log(mtimeMs, nlink, (mode & 0o777).toString(8), (await fs.promises.lstat(path.join(dir, 'link'))).isSymbolicLink());
  await fs.promises.truncate(file, 3);
  await fs.promises.access(file, fs.constants.R_OK);
  console.log(await fs.promises.readFile(file, 'utf8'), (await fs.promises.readFile(file)).length);
  await fs.promises.cp(dir, dir + '-copy', { recursive: true });
  await fs.promises.unlink(path.join(dir, 'hard'));
  console.log(await fs.promises.readdir(dir), await fs.promises.readdir(dir + '-copy'));
  await fs.promises.rm(dir, { recursive: true });
  await fs.promises.rm(dir + '-copy', { recursive: true, force: true });
  try {
    await fs.promises.rmdir(dir);
  } catch ({ code, syscall }) {
    console.log(code, syscall);
  }
}

work('work').catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
