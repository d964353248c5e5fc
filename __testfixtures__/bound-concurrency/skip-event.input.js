// expect: bound-unknown-wait, bound-waits
const { EventEmitter, once } = require('events');
const fs = require('fs');

const done = new EventEmitter();
const waiting = [];

const byEvent = async (files) => Promise.all(files.map(async (file, index) => {
  const heard = index === files.length - 1 ? undefined : once(done, 'last');
  await fs.promises.access(file);
  if (index === files.length - 1) done.emit('last');
  await heard;
  return index;
}));

// each call keeps what settles it, and the last one settles all
const byHand = async (files) => Promise.all(files.map(async (file, index) => {
  await fs.promises.access(file);
  if (index === files.length - 1) for (const each of waiting) each();
  else await new Promise((resolve) => waiting.push(resolve));
  return index;
}));

const files = fs.readdirSync('data').map((name) => 'data/' + name);
done.setMaxListeners(100);
byHand(files).then(() => console.log('waited'), console.log);
byEvent(files).then((all) => console.log(all.length), console.log);
