// expect: directive
// unblock: keep-sync, the device needs it
function sleep(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
sleep(5);
console.log('slept');
