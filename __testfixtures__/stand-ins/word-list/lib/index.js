// A package that only talks of what a program's tests replace: fs.readFileSync.
exports.words = (text) => text.split(' ').filter(Boolean);
