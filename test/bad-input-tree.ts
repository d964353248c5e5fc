// Git repositories for tests, made from a description, and trees read back as one to compare.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { tree, type Entries } from './temporary.ts';

/** Runs git in `root` as somebody without any configuration. */
export function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=main', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A git repository with these files committed. */
export function repository(entries: Entries): string {
  const root = tree(entries);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'all');
  return root;
}

/** Everything below `root` except .git: path -> kind, mode and content. Two equal snapshots are the same tree. */
export function snapshot(root: string): Record<string, string> {
  const seen: Record<string, string> = {};
  const visit = (dir: string): void => {
    for (const name of fs.readdirSync(path.join(root, dir)).sort()) {
      const id = dir === '' ? name : `${dir}/${name}`;
      const file = path.join(root, id);
      const stats = fs.lstatSync(file);
      const mode = (stats.mode & 0o7777).toString(8);
      if (stats.isSymbolicLink()) seen[id] = `link ${fs.readlinkSync(file)}`;
      else if (stats.isDirectory()) {
        seen[id] = `folder ${mode}`;
        if (id !== '.git') visit(id);
      } else seen[id] = `file ${mode} ${fs.readFileSync(file).toString('base64')}`;
    }
  };
  visit('');
  return seen;
}
