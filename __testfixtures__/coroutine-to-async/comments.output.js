// Comments stay wherever they stand.

const load = async (id) => step('load', id);

exports.read = (id) => (/* run */ async /* star */ /* ( no name ) */ (/* no parameter */) => /* ) body */ {
  const [a] = await /* both */ Promise.all([/* a */ load(id)]);
  const b = /* object */ Object.fromEntries(await Promise.all(Object.entries({ b: load(a), /* last */ }).map(async ([key, value]) => [key, await value])));
  // the end
  return b;
} /* nothing */)();

const made = () => {
  return (// and here?
async function (id) {
      return await load(id);
    });
};

exports.made = (id) => made()(id);

exports.line = (// why
async function (id) {
    return await load(id);
  } // end
);
