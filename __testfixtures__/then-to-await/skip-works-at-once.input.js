// It throws at once, and its caller goes on without waiting.
// expect: works-at-once
function load(id) {
  plain('check', id);
  return step('load', id).then(value => log(value), () => {});
}

function main() {
  const loading = load('a');
  log('loading');
  return loading;
}

module.exports = { main };
