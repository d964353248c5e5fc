import { EventEmitter, once } from 'node:events';
import net from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

const emitter = new EventEmitter();
process.nextTick(() => emitter.emit('ready', 7));
console.log(await once(emitter, 'ready', { signal: AbortSignal.timeout(60000) }));

console.log(await setTimeout(1, undefined, { signal: AbortSignal.timeout(60000) }), await setTimeout(1, 'value', { ref: true, signal: AbortSignal.timeout(60000) }));

const collected = [];
await pipeline(Readable.from(['a', 'b']), async function* (source) {
  for await (const chunk of source) yield String(chunk).toUpperCase();
}, async (source) => {
  for await (const chunk of source) collected.push(chunk);
}, { signal: AbortSignal.timeout(60000) });
console.log(collected);

const through = new PassThrough();
through.end('x');
through.resume();
await finished(through, { signal: AbortSignal.timeout(60000) });

const server = net.createServer((socket) => socket.end()).listen(0);
await once(server, 'listening', { signal: AbortSignal.timeout(60000) });
const socket = net.connect(server.address().port);
await once(socket, 'connect', { signal: AbortSignal.timeout(60000) });
socket.destroy();
server.close();
console.log(emitter.listenerCount('ready'), emitter.listenerCount('error'));
