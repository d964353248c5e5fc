import { isDeepStrictEqual, types } from "node:util"

// What crosses from one thread to another. Structured clone alone would turn Buffers into plain bytes, drop the class and the
// own properties of errors, and take methods off objects. Here Buffers and errors are carried over; what would not arrive as it
// left is refused, and then the caller does the work itself. Written by unblock, to be read and changed by you.

const TYPED_ARRAYS = [
    Buffer, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
]
/** What arrives as it left, besides plain objects and arrays: each with what it must be, whatever its prototype says. */
const KINDS = [
    [Date, types.isDate], [RegExp, types.isRegExp], [Map, types.isMap], [Set, types.isSet], [ArrayBuffer, types.isArrayBuffer], [DataView, types.isDataView],
    ...TYPED_ARRAYS.map((type) => [type, types.isTypedArray]),
]
const CLONED = new Map(KINDS.map(([{ prototype }, is]) => [prototype, is]))
const ERRORS = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError]

/**
 * `value` ready to be posted; undefined when it would not arrive as it left. `objects` gets all objects in it.
 * `share`: memory that is shared may go along, and is the same one there.
 */
function pack(value, objects = new Set(), share = false) {
    const buffers = []
    const queue = [value]
    for (let next = 0; next < queue.length; next++) {
        const item = queue[next]
        if (typeof item === "function" || typeof item === "symbol") return undefined
        if (typeof item !== "object" || item === null || objects.has(item)) continue
        if (share && types.isSharedArrayBuffer(item) && Object.getPrototypeOf(item) === SharedArrayBuffer.prototype) continue
        objects.add(item)
        if (types.isProxy(item) || !Object.isExtensible(item)) return undefined
        const type = Object.getPrototypeOf(item)
        if (type === Object.prototype || (type === Array.prototype && Array.isArray(item))) {
            if (Object.getOwnPropertySymbols(item).length > 0) return undefined
            for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(item))) {
                if (property.get || property.set || !property.writable) return undefined
                if (!(property.enumerable && property.configurable) && !(key === "length" && Array.isArray(item))) return undefined
                queue.push(property.value)
            }
        } else if (!CLONED.get(type)?.(item) || !isPlain(item)) return undefined
        else if (item instanceof Map) for (const entry of item) queue.push(...entry)
        else if (item instanceof Set) queue.push(...item)
        else if (ArrayBuffer.isView(item)) {
            if (type === Buffer.prototype) buffers.push(item)
            queue.push(item.buffer)
        }
    }
    return { value, buffers }
}

/** Nothing was added to it that a clone would not have. */
function isPlain(item) {
    if (Object.getOwnPropertySymbols(item).length > 0) return false
    if (item instanceof RegExp) return item.lastIndex === 0 && Object.getOwnPropertyNames(item).length === 1
    if (ArrayBuffer.isView(item) && !(item instanceof DataView)) return hasOnlyBytes(item)
    return Object.getOwnPropertyNames(item).length === 0 && !(item instanceof ArrayBuffer && isDetached(item))
}

/** Compares with another view of the same bytes: names of millions of elements would take too long. */
function hasOnlyBytes(view) {
    if (isDetached(view.buffer)) return false
    const { constructor } = Object.getPrototypeOf(view)
    const other = view instanceof Buffer ? Buffer.from(view.buffer, view.byteOffset, view.length) : new constructor(view.buffer, view.byteOffset, view.length)
    return isDeepStrictEqual(view, other)
}

function isDetached(buffer) {
    try {
        return new Uint8Array(buffer).length < 0
    } catch {
        return true
    }
}

/** Fewer bytes than this are copied in no time. */
const LARGE = 65536

/** The memory of `objects` that can be moved to another thread: all of it belongs to one view, as that of small Buffers does not. */
function movable(objects) {
    const found = new Set()
    for (const view of objects) {
        if (ArrayBuffer.isView(view) && view.byteLength === view.buffer.byteLength && view.byteLength >= LARGE && types.isArrayBuffer(view.buffer)) found.add(view.buffer)
    }
    return [...found]
}

/** What `pack` was given, in the other thread. */
function unpack({ value, buffers }) {
    // a clone keeps who is who: these are the very objects in `value`
    for (const bytes of buffers) Object.setPrototypeOf(bytes, Buffer.prototype)
    return value
}

/** What was thrown, as data; undefined when a part of it would not arrive as it left. */
function packError(error, around = []) {
    if (!(error instanceof Error)) return pack(error)
    if (around.includes(error)) return undefined
    const classes = []
    for (let type = Object.getPrototypeOf(error); type && type !== Object.prototype; type = Object.getPrototypeOf(type)) classes.push(type.constructor.name)
    const properties = []
    for (const key of Object.getOwnPropertyNames(error)) {
        const value = error[key]
        const packed = value instanceof Error ? packError(value, [...around, error]) : pack(value)
        if (!packed) return undefined
        properties.push({ key, isError: value instanceof Error, packed, isEnumerable: Object.prototype.propertyIsEnumerable.call(error, key) })
    }
    return { classes, properties }
}

/** What was thrown, of the class that `exported` or Node has by that name; undefined when neither has it. */
function unpackError(packed, exported) {
    if (!("classes" in packed)) return { thrown: unpack(packed) }
    // errors of Node itself are of a class that nobody can name; the next one up can be named
    const [own, above] = packed.classes
    const name = own === "NodeError" ? above : own
    const type = [...Object.values(exported), ...ERRORS].find((value) => typeof value === "function" && value.name === name)
    if (!type) return undefined
    const error = new Error()
    Object.setPrototypeOf(error, type.prototype)
    for (const { key, isError, packed: inner, isEnumerable } of packed.properties) {
        const read = isError ? unpackError(inner, exported) : { thrown: unpack(inner) }
        if (!read) return undefined
        Object.defineProperty(error, key, { value: read.thrown, enumerable: isEnumerable, writable: true, configurable: true })
    }
    return { thrown: error }
}

export { movable, pack, packError, unpack, unpackError }
