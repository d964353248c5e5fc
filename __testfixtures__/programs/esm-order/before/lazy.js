import './lib/first.js';

const { greet } = await import('./lib/greet.js');
console.log('lazy', greet('me'));
