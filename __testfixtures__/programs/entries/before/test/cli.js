const { spawnSync } = require('child_process');
const path = require('path');

const { status, stdout } = spawnSync(process.execPath, ['../cli.js', '../a.txt'], { cwd: __dirname, encoding: 'utf8' });
console.log(status, stdout, path.basename(__dirname));
