// expect: nothing
async function main() {
  (async () => {
    await null;
  })();
  Promise.resolve().then(() => console.log('later'));
}
main();
