exports.visitAll = function visitAll(list, visit) {
  return list.map((item) => visit(item));
};
