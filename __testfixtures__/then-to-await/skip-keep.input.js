// A directive above the function keeps it as it is.
// expect: directive
// unblock: keep-sync
function load(id) {
  return step("load", id).then(a => log(a));
}

module.exports = { load };
