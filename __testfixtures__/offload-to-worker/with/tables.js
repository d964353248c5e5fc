const LIMIT = 3;
const NAMES = ['zero', 'one', 'two'];

module.exports = { LIMIT, NAMES };
