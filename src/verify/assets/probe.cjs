// Preloaded while tests run: notes promises that code of the checkout uses as values, rejections that nobody handles, what is still
// open at the end, and how long the event loop stood still. Changes nothing else. Writes to $UNBLOCK_PROBE, about files in $UNBLOCK_DIR.
'use strict';
const { writeFileSync } = require('fs');
const { join, sep } = require('path');
const { monitorEventLoopDelay } = require('perf_hooks');
const { fileURLToPath } = require('url');
const { isMainThread, threadId } = require('worker_threads');

const folder = process.env.UNBLOCK_PROBE;
const root = process.env.UNBLOCK_DIR + sep;
const leaks = new Map();
const rejections = new Map();
const now = Date.now;

/** `file:line` of the innermost frame that is code of the checkout; undefined when other code comes first. */
function placeOf(stack, isFirst) {
  for (const line of stack.split('\n').slice(1)) {
    const match = /\(?((?:file:\/\/)?\/?[^()\s]*?):(\d+):\d+\)?$/.exec(line);
    if (!match || line.includes('<anonymous>') || match[1].startsWith('node:')) continue;
    if (match[1] === __filename) continue;
    let file = match[1];
    try {
      if (file.startsWith('file:')) file = fileURLToPath(file);
    } catch {
      continue;
    }
    if (file.startsWith(root) && !file.includes(sep + 'node_modules' + sep)) return file.slice(root.length).split(sep).join('/') + ':' + match[2];
    if (isFirst) return undefined;
  }
  return undefined;
}

/** What tools ask of every value that they print or compare. */
const ASKED = new Set(['then', 'constructor', 'inspect', 'asymmetricMatch', '$$typeof', 'nodeType', 'tagName', '__esModule', 'default', 'hasOwnProperty', '__proto__', 'isPrototypeOf', 'propertyIsEnumerable', 'should', 'toJSON']);

const native = Promise;
const spy = new Proxy(Object.create(Object.prototype), {
  get(target, key, receiver) {
    const isCoercion = key === Symbol.toPrimitive || key === Symbol.iterator || key === 'toString' || key === 'valueOf' || key === 'toJSON';
    if (receiver instanceof native && (isCoercion || (typeof key === 'string' && !ASKED.has(key)))) {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 12;
      const place = placeOf(String(new Error('leak').stack), true);
      Error.stackTraceLimit = limit;
      if (place !== undefined) leaks.set(place + ' ' + String(key), { place, key: String(key) });
    }
    return Reflect.get(target, key, receiver);
  },
});
Object.setPrototypeOf(Promise.prototype, spy);

const emit = process.emit;
process.emit = function (name, reason) {
  if (name === 'unhandledRejection') {
    const stack = String((reason && reason.stack) || reason);
    rejections.set(stack, { message: stack.split('\n')[0].slice(0, 300), place: placeOf(stack, false) });
  }
  return emit.apply(this, arguments);
};

const delay = isMainThread ? monitorEventLoopDelay({ resolution: 10 }) : undefined;
if (delay) delay.enable();

process.on('exit', () => {
  if (delay) delay.disable();
  const open = typeof process.getActiveResourcesInfo === 'function' ? process.getActiveResourcesInfo().filter((name) => !/^(?:TTYWrap|PipeWrap|FSReq|CloseReq|TickObject|Immediate|Microtask|ProcessWrap|MessagePort)/.test(name)) : [];
  const found = { leaks: [...leaks.values()], rejections: [...rejections.values()], open, blockedMs: delay && delay.count > 0 ? delay.max / 1e6 : 0 };
  try {
    writeFileSync(join(folder, process.pid + '-' + threadId + '-' + now() + '.json'), JSON.stringify(found));
  } catch {
    // the folder is gone: nobody waits for it
  }
});
