// functions inside that call back for the one around them
async function vacuum(leaf) {
  let stat;
  try {
    stat = await api.promises.read(leaf);
  } catch (err) {
    if (err.code === 'ENOENT') return 'gone';
    throw err;
  }
  if (coin('purge')) {
    await api.promises.drop(leaf);
    return next(leaf + '!');
  } else if (coin('link')) {
    console.log('link');
    await api.promises.drop(stat);
    return next(stat);
  } else {
    return next(leaf);
  }

  // goes up until something is left
  async function next(branch) {
    if (branch.length > 8) return branch + '.';

    let files;
    try {
      files = await api.promises.read(branch);
    } catch (error) {
      return finish(error);
    }
    console.log('in ' + branch);
    try {
      await api.promises.drop(branch);
    } catch (error) {
      if (error.code === 'ENOENT') {
        console.log('lost the race');
        return finish(null, files);
      }
      throw error;
    }
    return next(branch + '/up');
  }

  async function finish(err, value) {
    console.log('finished');
    const result = err ? undefined : '' + value;
    if (err) throw err;
    return result;
  }
}

async function choose(name) {
  if (coin('known')) return done('known');
  else {
    const text = await api.promises.read(name);
    return done(text);
  }

  async function done(text) {
    console.log('chosen ' + text);
    return text.length;
  }
}

async function main(p) {
  let where;
  try {
    where = await vacuum(p);
  } catch (err) {
    return console.log('failed', err.message);
  }
  console.log(where);
  const length = await choose(where);
  console.log(length);
}

module.exports = { main };
