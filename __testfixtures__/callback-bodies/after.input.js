function main(p) {
  api.read(p, function (err, text) {
    if (err) return console.log('failed', err.code);
    console.log(text);
    api.drop(p, function () {
      console.log('dropped');
    });
    // before it is dropped
    console.log('dropping', p);
  });

  console.log('reading', p);
  let count = 0;
  count++;
}

module.exports = { main };
