// spawnSync over spawn: the base of what replaces child_process's synchronous functions.
import { defineRuntime } from './template.ts';

/**
 * Facts: lib/child_process.js and src/spawn_sync.cc of Node 18 to 24. A timeout and too much output kill the process
 * and close the pipes, so that a grandchild that holds them does not delay the result; `maxBuffer` counts all pipes
 * together, 0 lifts it. Not kept: `errno` of ETIMEDOUT and ENOBUFS.
 */
export const spawnAsync = defineRuntime(
  'spawnAsync',
  `
// child_process.spawnSync without blocking: resolves to the same result, whatever happens to the process.
‹function «spawnAsync»(command: string, ...rest: [options: import('child_process').SpawnSyncOptionsWithStringEncoding] | [args: readonly string[] | undefined, options: import('child_process').SpawnSyncOptionsWithStringEncoding]): Promise<import('child_process').SpawnSyncReturns<string>>;›
‹function «spawnAsync»(command: string, ...rest: [args?: readonly string[], options?: import('child_process').SpawnSyncOptionsWithBufferEncoding] | [options: import('child_process').SpawnSyncOptionsWithBufferEncoding]): Promise<import('child_process').SpawnSyncReturns<Buffer>>;›
‹function «spawnAsync»(command: string, ...rest: [args?: readonly string[], options?: import('child_process').SpawnSyncOptions] | [options: import('child_process').SpawnSyncOptions]): Promise<import('child_process').SpawnSyncReturns<string | Buffer>>;›
async function «spawnAsync»(command‹: string›, args‹?: any›, options‹?: any›)‹: Promise<any>› {
  if (args && typeof args === 'object' && !Array.isArray(args)) return «spawnAsync»(command, [], args);
  const { encoding, input, killSignal, maxBuffer = 1024 * 1024, timeout = 0 } = options || {};
  const decode = (buffer‹: Buffer›) => (encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer);
  const stdin = input && (typeof input === 'string'
    ? Buffer.from(input, encoding)
    : Buffer.from(input.buffer, input.byteOffset, input.byteLength));
  const running = «spawn»(command, args, { ...options, timeout: 0 });
  const streams‹: readonly any[]› = Array.from(running.stdio || []);
  return new Promise((resolve) => {
    const chunks‹: (Buffer[] | null)[]› = streams.map((stream, fd) => (stream && fd > 0 ? [] : null));
    let size = 0;
    let error‹: Error | undefined›;
    const fail = (cause‹: NodeJS.ErrnoException | { code: string }›) => {
      const [path, spawnargs] = [running.spawnfile, running.spawnargs.slice(1)];
      const syscall = \`spawnSync \${path}\`;
      error = error || Object.assign(new Error(\`\${syscall} \${cause.code}\`), cause, { syscall, path, spawnargs });
    };
    const stop = (code‹: string›) => {
      fail({ code });
      running.kill(killSignal);
      streams.forEach((stream) => stream && stream.destroy());
    };
    const timer = timeout > 0 ? setTimeout(stop, timeout, 'ETIMEDOUT') : undefined;
    const finish = (status‹: number | null›, signal‹: NodeJS.Signals | null›) => {
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
    chunks.forEach((list, fd) => list && streams[fd].on('data', (chunk‹: Buffer›) => {
      list.push(chunk);
      size += chunk.length;
      if (maxBuffer > 0 && size > maxBuffer) stop('ENOBUFS');
    }));
    if (running.stdin) running.stdin.on('error', fail).end(stdin || undefined);
  });
}`,
  { requires: [{ module: 'child_process', member: 'spawn' }] },
);
