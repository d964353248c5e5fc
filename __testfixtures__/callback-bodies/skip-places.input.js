// expect: callback-code-after, callback-in-expression, callback-in-loop, callback-in-try, spread-arguments
function main(names) {
  for (const name of names) {
    api.read(name, function (err, text) {
      console.log(err, text);
    });
  }
  try {
    api.read('guarded', function (err, text) {
      if (err) throw err;
      console.log(text);
    });
  } catch (error) {
    console.log(error);
  }
  const handle = api.read('value', function (err, text) {
    console.log(handle, err, text);
  });
  api.read('before', function (err, text) {
    console.log(err, text);
  });
  names.trim();
  api.drop(...[function (err) {
    console.log(err);
  }]);
}

module.exports = { main };
