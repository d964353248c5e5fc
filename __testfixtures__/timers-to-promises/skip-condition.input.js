// expect: wait-condition
// Others could move the moment while it waits: nothing could before.
const config = { ms: 20 };
let end = 0;
function forMs() {
  const start = Date.now();
  while (Date.now() - start < config.ms);
}
function until() {
  while (Date.now() < end) {}
}
function main() {
  end = Date.now() + 5;
  setTimeout(() => { end += 60000; config.ms = 60000; }, 0);
  forMs();
  until();
  console.log('over');
}
main();
