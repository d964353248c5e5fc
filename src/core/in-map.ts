// Values of a map that are made when they are first asked for.

/** The value under `key`, made and kept when there is none. */
export function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
