class Scale {
  of(n) {
    return n * 2;
  }
}

// unblock: offload
function work(n) {
  return new Scale().of(n);
}

module.exports = { Scale, work };
