// Nobody waits for these chains: what follows them runs first.
// expect: fire-and-forget
function start(id) {
  step('start', id).then(value => log('started', value)).catch(() => {});
  log('going');
}

async function begin(id) {
  void step('begin', id).then(() => log('begun'), () => {});
  log('on');
}

module.exports = { start, begin };
