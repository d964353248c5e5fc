// Runs the commands that a customer may hang in.
'use strict';

var execSync = require('child_process').execSync;

function run(command, variables, cwd) {
  try {
    return execSync(command, {
      cwd: cwd,
      env: Object.assign({}, process.env, variables),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe']
    }).trim();
  } catch (err) {
    throw new Error('Hook "' + command + '" failed with exit code ' + err.status);
  }
}

module.exports = { run: run };
