// execSync and execFileSync over spawnAsync, as Node itself builds them over spawnSync.
import { defineRuntime } from './template.ts';

/** Facts: execFileSync and checkExecSyncError in lib/child_process.js of Node 18 to 24. */
export const execFileAsync = defineRuntime(
  'execFileAsync',
  `
// child_process.execFileSync without blocking: resolves to the same output, rejects with the same error.
‹function «execFileAsync»(file: string, ...rest: [options: import('child_process').ExecFileSyncOptionsWithStringEncoding] | [args: readonly string[] | undefined, options: import('child_process').ExecFileSyncOptionsWithStringEncoding]): Promise<string>;›
‹function «execFileAsync»(file: string, ...rest: [args?: readonly string[], options?: import('child_process').ExecFileSyncOptionsWithBufferEncoding] | [options: import('child_process').ExecFileSyncOptionsWithBufferEncoding]): Promise<Buffer>;›
‹function «execFileAsync»(file: string, ...rest: [args?: readonly string[], options?: import('child_process').ExecFileSyncOptions] | [options: import('child_process').ExecFileSyncOptions]): Promise<string | Buffer>;›
async function «execFileAsync»(file‹: string›, args‹?: any›, options‹?: any›)‹: Promise<any>› {
  if (args && typeof args === 'object' && !Array.isArray(args)) return «execFileAsync»(file, [], args);
  const { argv0 = file, stdio } = options || {};
  const result = await «spawnAsync»(file, args, options);
  const { error, status, stdout, stderr } = result;
  if (!stdio && stderr) process.stderr.write(stderr);
  if (!error && status === 0) return stdout;
  const message = ['Command failed:', argv0].concat(args || []).join(' ');
  throw Object.assign(error || new Error(stderr && stderr.length > 0 ? \`\${message}\\n\${stderr}\` : message), result);
}`,
  { requiresRuntime: ['spawnAsync'] },
);

/** execSync is execFileSync with a shell and no arguments. */
export const execAsync = defineRuntime(
  'execAsync',
  `
// child_process.execSync without blocking: resolves to the same output, rejects with the same error.
‹function «execAsync»(command: string, options: import('child_process').ExecSyncOptionsWithStringEncoding): Promise<string>;›
‹function «execAsync»(command: string, options?: import('child_process').ExecSyncOptionsWithBufferEncoding): Promise<Buffer>;›
‹function «execAsync»(command: string, options?: import('child_process').ExecSyncOptions): Promise<string | Buffer>;›
async function «execAsync»(command‹: string›, options‹?: any›)‹: Promise<any>› {
  return «execFileAsync»(command, [], { ...options, shell: (options && options.shell) || true });
}`,
  { requiresRuntime: ['execFileAsync'] },
);
