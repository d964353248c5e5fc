function put(into, key, value) {
  into[key] = value;
  return into;
}

exports.collect = function collect(pairs, into) {
  let result = into;
  for (const [key, value] of pairs) result = put(result, key, value);
  return Object.keys(result).length;
};
