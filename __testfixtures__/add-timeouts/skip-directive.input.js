// expect: directive
const { readFile } = require('fs/promises');
const { setTimeout: sleep } = require('timers/promises');

(async () => {
  // unblock: no-timeout, a named pipe that may be silent for days
  const text = await readFile('a.txt', 'utf8');
  // unblock: no-timeout
  await Promise.all([
    sleep(1),
    sleep(2),
  ]);
  // unblock: ignore-next-line
  console.log(text, (await readFile('b.txt')).length);
})();
