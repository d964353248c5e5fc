// unblock: offload
const sum = (numbers) => numbers.reduce((all, n) => all + n, 0);

module.exports = sum;
