// A var of a handler is a new one for each call; out of the handler it would be one for all turns of the loop.
// expect: handler-form
async function main() {
  const kept = [];
  for (const name of ['a', 'b']) {
    await step(name).then(text => {
      var own;
      kept.push(() => own);
      own = text;
    }, () => {});
  }
  return kept.map(each => each()).join();
}

module.exports = { main };
