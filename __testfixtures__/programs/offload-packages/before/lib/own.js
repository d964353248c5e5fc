// a function of the program that has the name of one of the package
exports.deflate = function deflate(text) {
  return text.replace(/(.)\1+/g, (run, letter) => `${letter}${run.length}`);
};
