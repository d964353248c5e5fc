import { EventEmitter, once } from 'node:events';
import net from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';

const emitter = new EventEmitter();
process.nextTick(() => emitter.emit('ready', 7));
console.log(await once(emitter, 'ready'));

console.log(await setTimeout(1), await setTimeout(1, 'value', { ref: true }));

const collected = [];
await pipeline(Readable.from(['a', 'b']), async function* (source) {
  for await (const chunk of source) yield String(chunk).toUpperCase();
}, async (source) => {
  for await (const chunk of source) collected.push(chunk);
});
console.log(collected);

const through = new PassThrough();
through.end('x');
through.resume();
await finished(through);

const server = net.createServer((socket) => socket.end()).listen(0);
await once(server, 'listening');
const socket = net.connect(server.address().port);
await once(socket, 'connect');
socket.destroy();
server.close();
console.log(emitter.listenerCount('ready'), emitter.listenerCount('error'));
