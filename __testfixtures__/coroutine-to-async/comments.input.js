// Comments stay wherever they stand.
const co = require('co');

const load = async (id) => step('load', id);

exports.read = (id) => co(/* run */ function /* star */ * /* ( no name ) */ (/* no parameter */) /* ) body */ {
  const { a } = yield /* both */ { a: /* a */ load(id) };
  const b = yield /* object */ { b: load(a), /* last */ };
  // the end
  return b;
} /* nothing */);

const made = () => {
  return co.wrap( // and here?
    function* (id) {
      return yield load(id);
    });
};

exports.made = (id) => made()(id);

exports.line = co.wrap( // why
  function* (id) {
    return yield load(id);
  } // end
);
