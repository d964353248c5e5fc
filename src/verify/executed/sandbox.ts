// A copy of the repository in a temporary folder, with a home and an environment of its own: the only place where its code runs.
import { lstat, mkdir, mkdtemp, readdir, readlink, realpath, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FileId } from '../../core/source.ts';
import { asset } from './assets.ts';
import { runGroup, startGuard, type GroupEnd } from './process-group.ts';

/** Installed packages and git's data: copied once, they stay from one fill to the next. */
const KEPT = new Set(['node_modules', '.git']);
const GITCONFIG = '[user]\n\tname = Unblock\n\temail = unblock@example.com\n[init]\n\tdefaultBranch = main\n[safe]\n\tdirectory = *\n';
const COPY_TIMEOUT_MS = 600_000;

export interface RunInSandbox {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly logFile: string;
}

export class Sandbox {
  /** The copy; its last part is the name of the repository's folder, which tests may depend on. */
  readonly dir: string;
  /** Where results and logs go. */
  readonly out: string;
  private readonly root: string;
  private readonly place: string;
  private readonly guard: ReturnType<typeof startGuard>;
  private isCopied = false;
  private entries: string[] = [];

  private constructor(root: string, place: string) {
    this.root = root;
    this.place = place;
    this.dir = path.join(place, 'copy', path.basename(root));
    this.out = path.join(place, 'out');
    this.guard = startGuard(asset('guard.cjs'), place);
  }

  /** An empty sandbox for the repository at `root`. Whatever becomes of this process, nothing of it stays. */
  static async open(root: string): Promise<Sandbox> {
    const place = await realpath(await mkdtemp(path.join(tmpdir(), 'unblock-verify-')));
    const sandbox = new Sandbox(root, place);
    await Promise.all(['home', 'tmp', 'out', 'copy'].map((name) => mkdir(path.join(place, name))));
    await mkdir(sandbox.dir);
    await writeFile(path.join(place, 'home/.gitconfig'), GITCONFIG);
    return sandbox;
  }

  /** Makes the copy what the repository is, with other bytes in some files (null: without them). */
  async fill(bytes: ReadonlyMap<FileId, Buffer | string | null>): Promise<void> {
    for (const name of this.entries) if (!KEPT.has(name)) await rm(path.join(this.dir, name), { recursive: true, force: true });
    for (const name of await readdir(this.dir)) if (!KEPT.has(name)) await rm(path.join(this.dir, name), { recursive: true, force: true });
    this.entries = (await readdir(this.root)).filter((name) => name !== '.unblock');
    const copied = this.entries.filter((name) => !this.isCopied || !KEPT.has(name));
    await this.copy(copied);
    if (!this.isCopied) await this.ownPackages();
    this.isCopied = true;
    for (const [id, content] of bytes) {
      const file = path.join(this.dir, ...id.split('/'));
      if (!path.relative(this.dir, file) || path.relative(this.dir, file).startsWith('..')) throw new Error(`${id} is no file of the repository`);
      await rm(file, { force: true });
      if (content === null) continue;
      await mkdir(path.dirname(file), { recursive: true });
      const { mode } = await lstat(path.join(this.root, ...id.split('/'))).catch(() => ({ mode: 0o644 }));
      await writeFile(file, content, { mode: mode & 0o777 });
    }
    await Promise.all(['tmp', 'out'].map(async (name) => {
      await rm(path.join(this.place, name), { recursive: true, force: true });
      await mkdir(path.join(this.place, name));
    }));
  }

  /** Runs a command line in the copy. */
  async shell(command: string, options: RunInSandbox): Promise<GroupEnd> {
    return await this.run('/bin/sh', ['-c', command], options);
  }

  async run(program: string, args: readonly string[], { env = {}, timeoutMs, logFile }: RunInSandbox): Promise<GroupEnd> {
    return await runGroup(program, args, {
      cwd: this.dir,
      logFile,
      timeoutMs,
      env: { ...this.environment(), ...env },
      onGroup: (group, runs) => this.guard.write(`${runs ? 'run' : 'end'} ${group}`),
    });
  }

  /** Removes everything. */
  async close(): Promise<void> {
    await this.guard.end();
  }

  /** Nothing of the person's environment but the way to the programs. */
  private environment(): Record<string, string> {
    const home = path.join(this.place, 'home');
    return {
      PATH: [path.join(this.dir, 'node_modules/.bin'), path.dirname(process.execPath), process.env['PATH'] ?? ''].join(path.delimiter),
      HOME: home, USERPROFILE: home, TMPDIR: path.join(this.place, 'tmp'), TEMP: path.join(this.place, 'tmp'), TMP: path.join(this.place, 'tmp'),
      LANG: 'C.UTF-8', TERM: 'dumb', USER: 'unblock', SHELL: '/bin/sh', NO_UPDATE_NOTIFIER: '1', npm_config_update_notifier: 'false', npm_config_offline: 'true', UNBLOCK_DIR: this.dir,
    };
  }

  /** `cp` copies installed packages in a tenth of the time that fs.cp takes, and shares blocks where the disk can. */
  private async copy(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const sources = names.map((name) => path.join(this.root, name));
    const { code } = await this.run('cp', ['-a', ...sources, `${this.dir}${path.sep}`], { timeoutMs: COPY_TIMEOUT_MS, logFile: path.join(this.place, 'copy.log') });
    if (code !== 0) throw new Error(`${this.root} could not be copied to ${this.dir}`);
  }

  /** Links that lead back into the person's tree would let the code write there: they lead into the copy, or become what they point to. */
  private async ownPackages(): Promise<void> {
    const packages = path.join(this.dir, 'node_modules');
    const stats = await lstat(packages).catch(() => undefined);
    if (stats?.isSymbolicLink()) {
      const target = await realpath(path.join(this.root, 'node_modules')).catch(() => undefined);
      await unlink(packages);
      // it leads nowhere: nothing is installed
      if (target === undefined) return;
      const { code } = await this.run('cp', ['-a', target, packages], { timeoutMs: COPY_TIMEOUT_MS, logFile: path.join(this.place, 'copy.log') });
      if (code !== 0) throw new Error(`${target} could not be copied`);
    }
    const folders = [packages];
    for (const folder of folders) {
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory() && entry.name.startsWith('@')) folders.push(file);
        if (!entry.isSymbolicLink()) continue;
        const target = await readlink(file);
        const inside = path.isAbsolute(target) ? path.relative(this.root, target) : '..';
        if (inside === '' || inside.startsWith('..')) continue;
        await unlink(file);
        await symlink(path.join(this.dir, inside), file);
      }
    }
  }
}
