// expect: unresolved-caller
// Whoever awaits a result already may be an unknown caller; one that does not holds the function back.
const fs = require('fs');
const { EventEmitter } = require('events');

class Plugin {
  async isEnabled() {
    return await fs.promises.access('a.txt').then(() => true, () => false);
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

async function main() {
console.log(await new Plugin().isEnabled(), new Plugin().describe().length);
bus.emit('plugin', new Plugin(), 'isEnabled');
}

main().catch((error) => {
  process.nextTick(() => {
    throw error;
  });
});
