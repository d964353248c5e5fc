// expect: accessor
// A further member would be listed.
const fs = require('fs');

const commands = {
  read(name) { return fs.readFileSync(name, 'utf8').length; },
};

class Shell {
  get first() { return commands.read('a.txt'); }
}

for (const name in commands) console.log(name);
console.log(new Shell().first, commands.read('b.txt'));
