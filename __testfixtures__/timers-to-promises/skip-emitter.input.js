// expect: listener
const { EventEmitter } = require('events');
const emitter = new EventEmitter();
emitter.on('step', () => {
  const end = Date.now() + 5;
  while (Date.now() < end);
  console.log('step');
});
emitter.emit('step');
console.log('after');
