// expect: wait-meant
// What it shows is that timers are late while it runs.
function blockEventLoop(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
setTimeout(() => console.log('late'), 5);
blockEventLoop(40);
console.log('first');
