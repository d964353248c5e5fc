import nodeFs, { statSync } from 'node:fs';
import { spawnSync, spawn as spawnAsync2 } from 'node:child_process';

const sizes = async (names, { fs = nodeFs } = {}) => {
  let total = 0;
  for (const name of names) total += (fs.statSync === statSync ? await nodeFs.promises.stat(name) : fs.statSync(name)).size;
  return total;
};

const isFile = async (name, stat = statSync) => (stat === statSync ? await nodeFs.promises.stat(name) : stat(name)).isFile();

async function run(options) {
  const spawn = options.spawn || spawnSync;
  return (spawn === spawnSync ? await spawnAsync(process.execPath, ['--version']) : spawn(process.execPath, ['--version'])).status;
}

console.log(await sizes(['a.txt', 'b.txt']), await sizes(['x', 'y'], { fs: { statSync: (name) => ({ size: name.length }) } }));
console.log(await isFile('a.txt'), await isFile('nope', () => ({ isFile: () => 'faked' })));
console.log(await run({}), await run({ spawn: () => ({ status: 'faked' }) }));

// child_process.spawnSync without blocking: resolves to the same result, whatever happens to the process.
async function spawnAsync(command, args, options) {
  if (args && typeof args === 'object' && !Array.isArray(args)) return spawnAsync(command, [], args);
  const { encoding, input, killSignal, maxBuffer = 1024 * 1024, timeout = 0 } = options || {};
  const decode = (buffer) => (encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer);
  const stdin = input && (typeof input === 'string'
    ? Buffer.from(input, encoding)
    : Buffer.from(input.buffer, input.byteOffset, input.byteLength));
  const running = spawnAsync2(command, args, { ...options, timeout: 0 });
  const streams = Array.from(running.stdio || []);
  return new Promise((resolve) => {
    const chunks = streams.map((stream, fd) => (stream && fd > 0 ? [] : null));
    let size = 0;
    let error;
    const fail = (cause) => {
      const [path, spawnargs] = [running.spawnfile, running.spawnargs.slice(1)];
      const syscall = `spawnSync ${path}`;
      error = error || Object.assign(new Error(`${syscall} ${cause.code}`), cause, { syscall, path, spawnargs });
    };
    const stop = (code) => {
      fail({ code });
      running.kill(killSignal);
      streams.forEach((stream) => stream && stream.destroy());
    };
    const timer = timeout > 0 ? setTimeout(stop, timeout, 'ETIMEDOUT') : undefined;
    const finish = (status, signal) => {
      clearTimeout(timer);
      const pid = running.pid || 0;
      const output = pid ? chunks.map((list) => list && decode(Buffer.concat(list))) : null;
      const [stdout, stderr] = output ? output.slice(1) : [null, null];
      resolve({ ...(error && { error }), status, signal, output, pid, stdout, stderr });
    };
    running.on('close', finish).on('error', (cause) => {
      fail(cause);
      if (!running.pid) finish(null, null);
    });
    chunks.forEach((list, fd) => list && streams[fd].on('data', (chunk) => {
      list.push(chunk);
      size += chunk.length;
      if (maxBuffer > 0 && size > maxBuffer) stop('ENOBUFS');
    }));
    if (running.stdin) running.stdin.on('error', fail).end(stdin || undefined);
  });
}
