// expect: wait-turns
function sleep(milliseconds) {
  const start = new Date().getTime();
  for (let i = 0; i < 1e5; i++) {
    if (new Date().getTime() - start > milliseconds) {
      break;
    }
  }
}
sleep(10000);
console.log('soon');
