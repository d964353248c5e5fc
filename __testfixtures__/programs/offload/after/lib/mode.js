exports.modeOf = function modeOf(name) {
  process.env.MODE = name;
  return name.length;
};
