// The frames of a profile -> places in files below a folder; what was compiled is followed through its source map.
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FramePlace } from '../core/cpu-profile.ts';
import type { ProfileNode } from './read-profile.ts';

/** The file that a frame's url names, absolute; undefined for what is no file of the disk. */
export function fileOf(url: string): string | undefined {
  if (url.startsWith('file:')) {
    try {
      return fileURLToPath(url);
    } catch {
      return undefined;
    }
  }
  return path.isAbsolute(url) ? url : undefined;
}

/** Looks up places, and reads each source map once. */
export class FramePlaces {
  private readonly root: string;
  private readonly isSource: (id: string) => boolean;
  private readonly maps = new Map<string, SourceMap | undefined>();

  /** @param isSource whether a path below `root` is a file of the program */
  constructor(root: string, isSource: (id: string) => boolean) {
    this.root = root;
    this.isSource = isSource;
  }

  /** Where the function of a frame begins in a file of the program; undefined when it is not of one. */
  of({ name, url, line, column }: ProfileNode['frame']): FramePlace | undefined {
    const file = fileOf(url);
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) return undefined;
    const id = this.idOf(file);
    if (id !== undefined && this.isSource(id)) return { file: id, line, column, name };
    const entry = this.map(file)?.findEntry(line, column);
    if (!entry || !('originalSource' in entry)) return undefined;
    const source = fileOf(entry.originalSource) ?? path.resolve(path.dirname(file), entry.originalSource);
    const original = this.idOf(source);
    return original !== undefined && this.isSource(original) ? { file: original, line: entry.originalLine, column: entry.originalColumn, name } : undefined;
  }

  private idOf(file: string): string | undefined {
    const id = path.relative(this.root, file).split(path.sep).join('/');
    return id === '' || id.startsWith('../') || path.isAbsolute(id) ? undefined : id;
  }

  private map(file: string): SourceMap | undefined {
    if (!this.maps.has(file)) this.maps.set(file, mapOf(file));
    return this.maps.get(file);
  }
}

/** The map of a compiled file; undefined when it has none that can be read. */
function mapOf(file: string): SourceMap | undefined {
  try {
    const named = [...readFileSync(file, 'utf8').matchAll(/^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm)].at(-1)?.[1];
    if (named === undefined) return undefined;
    const inline = /^data:application\/json[^,]*;base64,(.*)$/.exec(named)?.[1];
    const text = inline === undefined ? readFileSync(path.resolve(path.dirname(file), decodeURIComponent(named)), 'utf8') : Buffer.from(inline, 'base64').toString();
    return new SourceMap(JSON.parse(text) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
