// The import goes with the last use of it.
import co from 'co';
import path from 'path';

const load = async (id) => step('load', path.basename(id));

export const read = co.wrap(function* (id) {
  return yield load(id);
});

export default co.wrap(function* (id) {
  return yield read(id);
});
