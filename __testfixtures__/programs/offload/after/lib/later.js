exports.later = async function later(n) {
  return n + 1;
};
