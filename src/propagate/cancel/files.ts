// The files of a program as cancellation sees them: parsed once each, when something in them is asked about.
import { signalFunction } from '../../apis/signals.ts';
import { spanKey, type ScannedRepo, type SourceFile } from '../../core/source.ts';
import { detectStyle } from '../../edits/style.ts';
import { SignalSites } from '../../facts/cancel/signal-sites.ts';
import { NameUses } from '../../facts/name-uses.ts';
import { operationsOf } from '../../facts/operations.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { ownRuntime } from '../../rewrite/deadlines/own-runtime.ts';
import { linkParents, type Node } from '../../syntax/node.ts';
import { parse } from '../../syntax/parse.ts';

export interface ReadFile {
  readonly program: Node;
  readonly sites: SignalSites;
}

export class CancelFiles {
  private readonly linked: Linked;
  private readonly sources: ReadonlyMap<string, SourceFile>;
  private readonly known = new Map<number, ReadFile>();
  private fns: Map<string, Fn> | undefined;
  private sites: Map<string, Site> | undefined;

  constructor(linked: Linked, repo: Pick<ScannedRepo, 'files'>) {
    this.linked = linked;
    this.sources = new Map(repo.files.map((file) => [file.id, file]));
  }

  source(file: number): SourceFile | undefined {
    return this.sources.get(this.linked.files[file]!.file);
  }

  read(file: number): ReadFile {
    let read = this.known.get(file);
    if (!read) {
      const { text, dialect, moduleKind } = this.source(file)!;
      const ast = parse(text, dialect, moduleKind);
      linkParents(ast);
      const program: Node = ast['program'];
      const names = new NameUses(program);
      const lang = /^tsx?$/.test(dialect) ? 'ts' : 'js';
      read = { program, sites: new SignalSites(program, names, operationsOf(program, { names, named: [], runtime: ownRuntime(text, program, detectStyle(text), lang), functions: signalFunction }).filter(({ form }) => form.by === 'signal')) };
      this.known.set(file, read);
    }
    return read;
  }

  nodeOf(fn: Fn): Node | undefined {
    return fn.fact.kind === 'module' ? this.read(fn.file).program : this.read(fn.file).sites.functionAt(fn.fact.span);
  }

  callOf(site: Site): Node | undefined {
    return this.read(site.file).sites.callAt(site.fact.span);
  }

  /** The function that a node of a file is. */
  fnAt(node: Node, file: number): Fn | undefined {
    this.fns ??= new Map(this.linked.fns.map((fn) => [fn.fact.kind === 'module' ? `${fn.file}` : `${fn.file}:${spanKey(fn.fact.span)}`, fn]));
    return this.fns.get(node.type === 'Program' ? `${file}` : `${file}:${spanKey(node)}`);
  }

  /** What is known of a call of a file. */
  siteAt(call: Node, file: number): Site | undefined {
    this.sites ??= new Map(this.linked.sites.filter(({ fact }) => fact.kind === 'call').map((site) => [`${site.file}:${spanKey(site.fact.span)}`, site]));
    return this.sites.get(`${file}:${spanKey(call)}`);
  }

  /** The function around `fn`; undefined for a module. */
  around(fn: Fn): Fn | undefined {
    return fn.fact.kind === 'module' ? undefined : this.linked.fns[fn.id - fn.fact.index + fn.fact.within];
  }
}
