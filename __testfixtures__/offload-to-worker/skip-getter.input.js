// expect: accessor
// unblock: offload
function work(n) {
  return n * 2;
}

const view = {
  get size() {
    return work(2);
  },
};

function main() {
  console.log(view.size);
}

module.exports = { work };
if (require.main === module) Promise.resolve().then(main);
