// expect: nothing
let left = 3;
async function poll() {
  await null;
  if (left-- > 0) poll();
}
exports.poll = poll;
poll();
