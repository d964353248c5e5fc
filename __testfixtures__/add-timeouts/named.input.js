// timeouts: function:loadUser=5s,function:db.find=2s
const db = { async find(id) { return { id, name: `user ${id}` }; } };

async function loadUser(id) {
  if (id < 0) throw new RangeError('no such user');
  return db.find(id);
}

async function others(ids) {
  // unblock: timeout 1500ms, the service is slow on Mondays
  const names = await remote(ids);
  return names;
}

const remote = async (ids) => ids.map((id) => `remote ${id}`);

(async () => {
  const user = await loadUser(1);
  console.log(user, (await Promise.all([2, 3].map((id) => loadUser(id)))).length);
  console.log(await others([4]));
  try {
    await loadUser(-1);
  } catch (error) {
    console.log(error.name, error.message);
    process.exitCode = 2;
  }
})();
