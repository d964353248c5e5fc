// prints: 1 11 0 -2
// then: 1 11 0 0
async function load(id) {
  await null;
  if (id < 0) throw new RangeError(`${id}`);
  return id;
}

async function sure(id) {
  await load(0);
  try {
    return id < -1 ? await load(id) : await load(id);
  } catch (error) {
    return 0;
  } finally {
    await null;
  }
}

(async () => {
  console.log(await sure(1), await sure(11), await sure(-1), await sure(-2).catch(({ message }) => Number(message)));
})();
