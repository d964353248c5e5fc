// A disk in memory for the scheduler: what programs await of it is one operation after the other, and writing a file is two.

export interface Disk {
  readonly fs: Record<string, unknown>;
  contents(): Readonly<Record<string, string>>;
}

type Deferred = <T>(label: string, perform: () => T) => Promise<T>;

/** @param later turns what is done into a promise for it */
export function memoryDisk(initial: Readonly<Record<string, string>>, later: Deferred): Disk {
  const files = new Map(Object.entries(initial).map(([name, text]) => [absolute(name), text]));
  const folders = new Set(['/', '/tmp']);
  const missing = (name: string, call: string): Error => Object.assign(new Error(`ENOENT: no such file or directory, ${call} '${name}'`), { code: 'ENOENT' });
  const read = (name: string): string => {
    const text = files.get(absolute(name));
    if (text === undefined) throw missing(absolute(name), 'open');
    return text;
  };
  const there = (name: string): void => {
    if (!files.has(absolute(name)) && !folders.has(absolute(name))) throw missing(absolute(name), 'access');
  };
  const handles: string[] = [];
  const now: Record<string, (...args: string[]) => unknown> = {
    readFile: (name) => read(name!),
    writeFile: (name, text) => void files.set(absolute(name!), String(text)),
    appendFile: (name, text) => void files.set(absolute(name!), (files.get(absolute(name!)) ?? '') + text),
    access: (name) => there(name!),
    stat: (name) => {
      there(name!);
      return { size: files.get(absolute(name!))?.length ?? 0, isFile: () => files.has(absolute(name!)), isDirectory: () => folders.has(absolute(name!)) };
    },
    readdir: (name) => [...files.keys()].filter((each) => each.startsWith(`${absolute(name!).replace(/\/$/, '')}/`)).map((each) => each.slice(each.lastIndexOf('/') + 1)).sort(),
    mkdir: (name) => {
      if (folders.has(absolute(name!))) throw Object.assign(new Error(`EEXIST: file already exists, mkdir '${name}'`), { code: 'EEXIST' });
      folders.add(absolute(name!));
    },
    unlink: (name) => {
      read(name!);
      files.delete(absolute(name!));
    },
    open: (name) => {
      read(name!);
      return handles.push(name!) + 2;
    },
    close: () => undefined,
    rename: (from, to) => {
      files.set(absolute(to!), read(from!));
      files.delete(absolute(from!));
    },
  };
  const promises: Record<string, unknown> = {};
  const fs: Record<string, unknown> = { promises };
  for (const [name, perform] of Object.entries(now)) {
    fs[`${name}Sync`] = perform;
    promises[name] = (...args: string[]) => later(`${name} ${args[0]}`, () => perform(...args));
    fs[name] = (...args: unknown[]) => {
      const callback = args.pop() as (error: Error | null, value?: unknown) => void;
      void later(`${name} ${String(args[0])}`, () => perform(...(args as string[]))).then((value) => callback(null, value), callback);
    };
  }
  const readInto = (fd: number, buffer: Buffer, offset: number, length: number, position: number): number => buffer.write(read(handles[fd - 3]!).slice(position, position + length), offset);
  fs['readSync'] = readInto;
  fs['read'] = (fd: number, buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null, bytesRead?: number) => void) =>
    void later(`read ${fd}`, () => readInto(fd, buffer, offset, length, position)).then((count) => callback(null, count), callback);
  // the real one truncates, and writes in pieces
  promises['writeFile'] = async (name: string, text: string) => {
    const whole = String(text);
    const half = Math.ceil(whole.length / 2);
    await later(`truncate ${name}`, () => void files.set(absolute(name), ''));
    await later(`write ${name}`, () => void files.set(absolute(name), whole.slice(0, half) + (files.get(absolute(name)) ?? '').slice(half)));
    await later(`write ${name}`, () => void files.set(absolute(name), (files.get(absolute(name)) ?? '').slice(0, half) + whole.slice(half)));
  };
  fs['existsSync'] = (name: string) => files.has(absolute(name)) || folders.has(absolute(name));
  return { fs, contents: () => Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const absolute = (name: string): string => (name.startsWith('/') ? name : `/${name.replace(/^\.\//, '')}`);
