// expect: callback-form, callback-nested, callback-reference, callback-values, dynamic-code
const report = (err, text) => console.log(err, text);

function context(p) {
  api.read(p, function (err) {
    console.log(this, err);
    api.drop(p, () => console.log('nested'));
  });
}

function numbers(p) {
  api.read(p, function () {
    console.log(arguments.length);
  });
}

function again(p) {
  api.read(p, function retry(err) {
    if (err) api.read(p, retry);
  });
}

function taken(p) {
  api.read(p, (err, { length }) => {
    if (err) console.log(err.message);
    console.log(length);
  });
}

function rest(p) {
  api.read(p, (...all) => console.log(all));
}

function strange(p) {
  api.read(p, (err, one, two) => console.log(one, two));
}

function evaluated(p) {
  api.read(p, (err) => eval('console.log(err)'));
}

function asynchronous(p) {
  api.read(p, async (err) => console.log(err));
}

function main(p) {
  api.read(p, report);
}

module.exports = { main };
