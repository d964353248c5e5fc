// Chains that handlers return come to stand beside the outer one; comments, blank lines and templates stay what they are.
function report(id) {
  // before
  return step('user', id).then(user => {
    /* the orders
       of the user */
    return step('orders', user).then(orders => {

      const text = `orders:
      ${orders}
        end`;
      return step('print', text).then(() => {
        log(text); // at last
        return [user, orders].join();
      });
    });
  });
}

function branches(id) {
  if (id === undefined) {
    return step('none').then(() => { log('no id'); });
  }
  return step('some', id).then(some => {
    if (some === 'x') return step('x').then(x => log(x));
    return step('other').then(other => {
      log(other);
    });
  });
}

module.exports = { report, branches, branchesOf: () => branches('some') };
