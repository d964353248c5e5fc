// Q waits for anything, as await does.

const inner = async function (id) {
  const text = await step('load', id);
  const same = await text;
  const nothing = await undefined;
  const array = await [1, 2];
  return [same, nothing, array, await (text ? step('more') : 0)];
};

exports.outer = async (id) => (await inner(id)).length;

exports.spawned = () => {
  log('before');
  (async () => {
    await step('spawned').then(() => {}, () => {});
    log('done');
  })().catch((error) => {
    process.nextTick(() => {
      throw error;
    });
  });
};
