// expect: shared-state
const fs = require('fs');

// each of these ran in one step; now the next one would begin while it waits
const list = [];
const seen = new Map();
const totals = { size: 0 };
const state = { busy: false, log: [] };
let pending = 2;

for (const name of ['a.txt', 'b.txt']) {
  // a method changes what was captured, after the call and around it
  fs.stat(name, () => {
    const text = fs.readFileSync(name, 'utf8');
    list.push(text.length);
  });
  fs.stat(name, () => { list.push(fs.readFileSync(name, 'utf8').length); });
  fs.stat(name, () => { seen.set(name, fs.statSync(name).size); });
  fs.stat(name, () => { Object.assign(totals, { [name]: fs.statSync(name).size }); });
  fs.stat(name, () => { Array.prototype.push.apply(list, fs.readdirSync(__dirname).slice(0, 1)); });

  // what was captured is reached through names of its own
  fs.stat(name, () => {
    const { log } = state;
    const all = totals;
    const size = fs.statSync(name).size;
    log.unshift(size);
    all.size += size;
  });

  // functions that it calls do the same
  fs.stat(name, () => note(fs.statSync(name).size));
  fs.stat(name, () => {
    const size = fs.statSync(name).size;
    ['x', 'y'].forEach((letter) => { seen.set(letter + name, size); });
  });

  // a loop comes back to what stands before the call
  fs.stat(name, () => {
    for (let i = 0; i < 2; i++) {
      state.busy = true;
      console.log(i, fs.existsSync(name));
    }
  });

  // what was changed before is looked at afterwards
  fs.stat(name, () => {
    pending--;
    const text = fs.readFileSync(name, 'utf8');
    if (pending === 0) console.log('last', text.length);
  });
  fs.stat(name, () => {
    const own = {};
    state.log.push(own);
    own.size = fs.statSync(name).size;
  });
}

function note(size) {
  remember(state, size);
}
function remember(where, size) {
  where.log.push(size);
}

process.on('exit', () => console.log(list.length, seen.size, totals.size, state.log.length));
