// A directive says no.
// expect: directive
// unblock: ignore-next-line
const load = (id) => step('load', id).then(value => value + 1);

module.exports = { load };
