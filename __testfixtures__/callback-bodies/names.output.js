const data = 'outer';

async function load(data) {
  const data1 = await api.promises.read(data);
  let data2;
  try {
    data2 = await api.promises.read(data1);
  } catch {
    return api.promises.read('other');
  }
  const error = data2 + data2.length;
  let error2 = null;
  try {
    await api.promises.drop(error);
  } catch (error1) {
    error2 = error1;
  }
  console.log(error2 === null);
  return data2;
}

async function main(p) {
  if (p) {
    const text = data;
    let p;
    try {
      p = await load(text);
    } catch (err) {
      return console.log(err.message, data);
    }
    p = p + '!';
    console.log(p, data);
  } else {
    let err = null;
    let data;
    try {
      data = await api.promises.read(p);
    } catch (error) {
      err = error;
    }
    console.log(err, data);
  }
}

module.exports = { main };
