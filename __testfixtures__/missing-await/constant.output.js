// prints: user 1 | 2
async function load(id) {
  await null;
  return { name: `user ${id}`, tags: ['a', 'b'] };
}

async function show(id) {
  const user = await load(id);
  if (!user) return;
  console.log(user.name);
  report(user);
}

function report(user) {
  console.log(user.tags ? user.tags.length : 'no tags');
}

show(1);
