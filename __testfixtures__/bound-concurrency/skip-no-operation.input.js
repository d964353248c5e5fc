// expect: bound-no-operation
const double = async (list) => Promise.all(list.map(async (value) => value * 2));
double([...Array(9).keys()]).then((all) => console.log(all.join()));
