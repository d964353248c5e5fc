// Chains that handlers return come to stand beside the outer one; comments, blank lines and templates stay what they are.
async function report(id) {
  // before
  const user = await step('user', id);
  /* the orders
     of the user */
  const orders = await step('orders', user);

  const text = `orders:
      ${orders}
        end`;
  await step('print', text);
  log(text); // at last
  return [user, orders].join();
}

async function branches(id) {
  if (id === undefined) {
    await step('none');
    log('no id');
    return;
  }
  const some = await step('some', id);
  if (some === 'x') {
    const x = await step('x');
    return log(x);
  }
  const other = await step('other');
  log(other);
}

module.exports = { report, branches, branchesOf: () => branches('some') };
