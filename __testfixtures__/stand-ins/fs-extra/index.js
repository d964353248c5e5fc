// What programs of these fixtures use of fs-extra, so that they run where it is not installed.
const fs = require('node:fs');

module.exports = {
  readFileSync: fs.readFileSync, writeFileSync: fs.writeFileSync, statSync: fs.statSync, existsSync: fs.existsSync, readdirSync: fs.readdirSync,
  readFile: fs.promises.readFile, writeFile: fs.promises.writeFile, stat: fs.promises.stat, readdir: fs.promises.readdir,
  pathExists: (file) => fs.promises.access(file).then(() => true, () => false),
  ensureDirSync: (dir) => fs.mkdirSync(dir, { recursive: true }), ensureDir: (dir) => fs.promises.mkdir(dir, { recursive: true }),
};
