// expect: offload-mutates-argument
// unblock: offload
function work(list) {
  list.sort();
  return list[0];
}

function main() {
  const list = [2, 1];
  console.log(work(list), list);
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
