// expect: patched-api
const real = Date.now;
let now = 0;
Date.now = () => (now += 10);
function sleep(ms) {
  const end = Date.now() + ms;
  while (Date.now() < end);
}
sleep(100);
Date.now = real;
console.log(now);
