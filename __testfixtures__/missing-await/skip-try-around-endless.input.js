// expect: floating-promise
let rounds = 0;
async function serve() {
  while (true) {
    await null;
    if (++rounds > 3) process.exit(0);
  }
}
async function main() {
  try {
    serve();
  } catch (error) {
    throw new Error('cannot serve');
  }
  console.log('serving');
}
main();
