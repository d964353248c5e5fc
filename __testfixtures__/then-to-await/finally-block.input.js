// What finally returns is waited for and dropped; what it throws counts.
function work(id) {
  log('begin');
  return step('work', id).then(value => step('more', value)).finally(() => step('close'));
}

function plainEnd(id) {
  return step('work', id)
    .finally(() => {
      log('end');
      plain('end');
      return 'ignored';
    })
    .then(value => log('after', value));
}

function both(id) {
  return step('work', id).catch(error => error.message).finally(() => { log('closed'); });
}

module.exports = { work, plainEnd, both };
