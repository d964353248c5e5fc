const there = async (name) => {
  const exists = await api.promises.there(name);
  if (!exists) return false;
  const { left, right } = await api.promises.pair(name);
  return left + right;
};

async function main(p) {
  let left, other;
  try {
    ({ left, right: other } = await api.promises.pair(p));
  } catch (err) {
    return console.log(err.code);
  }
  console.log(left, other);
  const { left: left1 } = await api.promises.pair(p).catch(() => ({}));
  console.log(left1);
  await api.promises.pair(p).catch(() => {});
  console.log('last');
}

module.exports = { main };
