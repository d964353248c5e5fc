const { types } = require('node:util');

// What crosses from one thread to another. Structured clone alone would turn Buffers into plain bytes, drop the class and the
// own properties of errors, and take methods off objects. Here Buffers and errors are carried over; what would not arrive as it
// left is refused, and then the caller does the work itself. Written by unblock, to be read and changed by you.

/** What arrives as it left, besides plain objects and arrays. */
const CLONED = [
  Date, RegExp, Map, Set, ArrayBuffer, DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array,
].map((type) => type.prototype);
const ERRORS = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError];

/** `value` ready to be posted; undefined when it would not arrive as it left. `objects` gets all objects in it. */
function pack(value, objects = new Set()) {
  const buffers = [];
  const queue = [value];
  for (let next = 0; next < queue.length; next++) {
    const item = queue[next];
    if (typeof item === 'function' || typeof item === 'symbol') return undefined;
    if (typeof item !== 'object' || item === null || objects.has(item)) continue;
    objects.add(item);
    if (types.isProxy(item) || !Object.isExtensible(item)) return undefined;
    const type = Object.getPrototypeOf(item);
    if (type === Buffer.prototype) buffers.push(item);
    else if (type === Object.prototype || type === Array.prototype) {
      if (Object.getOwnPropertySymbols(item).length > 0) return undefined;
      for (const property of Object.values(Object.getOwnPropertyDescriptors(item))) {
        if (property.get || property.set) return undefined;
        queue.push(property.value);
      }
    } else if (!CLONED.includes(type) || (item instanceof RegExp && item.lastIndex !== 0)) return undefined;
    else if (item instanceof Map) for (const entry of item) queue.push(...entry);
    else if (item instanceof Set) queue.push(...item);
  }
  return { value, buffers };
}

/** What `pack` was given, in the other thread. */
function unpack({ value, buffers }) {
  // a clone keeps who is who: these are the very objects in `value`
  for (const bytes of buffers) Object.setPrototypeOf(bytes, Buffer.prototype);
  return value;
}

/** What was thrown, as data; undefined when a part of it would not arrive as it left. */
function packError(error, around = []) {
  if (!(error instanceof Error)) return pack(error);
  if (around.includes(error)) return undefined;
  const classes = [];
  for (let type = Object.getPrototypeOf(error); type && type !== Object.prototype; type = Object.getPrototypeOf(type)) classes.push(type.constructor.name);
  const properties = [];
  for (const key of Object.getOwnPropertyNames(error)) {
    const value = error[key];
    const packed = value instanceof Error ? packError(value, [...around, error]) : pack(value);
    if (!packed) return undefined;
    properties.push({ key, isError: value instanceof Error, packed, isEnumerable: Object.prototype.propertyIsEnumerable.call(error, key) });
  }
  return { classes, properties };
}

/** What was thrown, of the class that `exported` or Node has by that name; undefined when neither has it. */
function unpackError(packed, exported) {
  if (!('classes' in packed)) return { thrown: unpack(packed) };
  // errors of Node itself are of a class that nobody can name; the next one up can be named
  const [own, above] = packed.classes;
  const name = own === 'NodeError' ? above : own;
  const type = [...Object.values(exported), ...ERRORS].find((value) => typeof value === 'function' && value.name === name);
  if (!type) return undefined;
  const error = new Error();
  Object.setPrototypeOf(error, type.prototype);
  for (const { key, isError, packed: inner, isEnumerable } of packed.properties) {
    const read = isError ? unpackError(inner, exported) : { thrown: unpack(inner) };
    if (!read) return undefined;
    Object.defineProperty(error, key, { value: read.thrown, enumerable: isEnumerable, writable: true, configurable: true });
  }
  return { thrown: error };
}

module.exports = { pack, packError, unpack, unpackError };
