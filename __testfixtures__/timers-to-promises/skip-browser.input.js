// expect: wait-in-browser
function sleep(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
sleep(5);
if (typeof window !== 'undefined') window.title = 'ready';
console.log('ready');
