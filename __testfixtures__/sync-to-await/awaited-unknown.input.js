// expect: unresolved-caller
// Whoever awaits a result already may be an unknown caller; one that does not holds the function back.
const fs = require('fs');
const { EventEmitter } = require('events');

class Plugin {
  isEnabled() {
    return fs.existsSync('a.txt');
  }

  describe() {
    return fs.readFileSync('b.txt', 'utf8');
  }
}

const bus = new EventEmitter();
bus.on('plugin', async (plugin, check) => {
  console.log(await plugin.isEnabled(), await plugin[check]());
  console.log(plugin.describe().length);
});

console.log(new Plugin().isEnabled(), new Plugin().describe().length);
bus.emit('plugin', new Plugin(), 'isEnabled');
