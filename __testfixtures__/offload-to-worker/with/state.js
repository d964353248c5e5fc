exports.factor = 2;
