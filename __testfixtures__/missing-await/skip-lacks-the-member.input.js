// expect: promise-in-doubt
async function pair() {
  return [1, 2];
}
async function main() {
  console.log(pair().total);
}
main();
