// listeners that may add listeners: the loop must meet them
// expect: race-own-change
const listeners = new Set();
async function emit(value) {
  for (const listener of listeners) await listener(value);
  return listeners.size;
}
exports.on = (listener) => { listeners.add(listener); };
exports.on(async (value) => { exports.on(() => console.log('late', value)); });
emit(1).then((count) => console.log(count));
