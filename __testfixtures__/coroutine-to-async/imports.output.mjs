// The import goes with the last use of it.
import path from 'path';

const load = async (id) => step('load', path.basename(id));

export const read = async function (id) {
  return await load(id);
};

export default async function (id) {
  return await read(id);
};
