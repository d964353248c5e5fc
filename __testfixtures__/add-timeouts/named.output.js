// timeouts: function:loadUser=5s,function:db.find=2s
const db = { async find(id) { return { id, name: `user ${id}` }; } };

async function loadUser(id) {
  if (id < 0) throw new RangeError('no such user');
  return withDeadline(db.find(id), 2000);
}

async function others(ids) {
  // unblock: timeout 1500ms, the service is slow on Mondays
  const names = await withDeadline(remote(ids), 1500);
  return names;
}

const remote = async (ids) => ids.map((id) => `remote ${id}`);

(async () => {
  const user = await withDeadline(loadUser(1), 5000);
  console.log(user, (await Promise.all([2, 3].map((id) => withDeadline(loadUser(id), 5000)))).length);
  console.log(await others([4]));
  try {
    await withDeadline(loadUser(-1), 5000);
  } catch (error) {
    console.log(error.name, error.message);
    process.exitCode = 2;
  }
})();

// Waits for a promise until the deadline, then rejects with a TimeoutError. What the promise stands for is not stopped.
async function withDeadline(promise, ms) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    const error = new DOMException(`Timed out after ${ms} ms`, 'TimeoutError');
    timer = globalThis.setTimeout(reject, ms, error);
    if (timer.unref) timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    globalThis.clearTimeout(timer);
  }
}
