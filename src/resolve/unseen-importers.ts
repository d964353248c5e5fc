// Modules that code outside of the repository loads: what they export has callers that nobody sees.
import type { FileFacts } from '../core/facts.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { ScannedRepo } from '../core/source.ts';
import type { AbstractObjects } from './abstract-objects.ts';
import type { Escapes } from './escapes.ts';
import type { ModuleLinks } from './module-links.ts';
import type { Escape, NodeId, Solver } from './solver.ts';

export interface PublishContext {
  readonly solver: Solver;
  readonly objects: AbstractObjects;
  readonly escapes: Escapes;
  readonly modules: ModuleLinks;
  readonly files: readonly FileFacts[];
  readonly repo: ScannedRepo;
}

/** By what a test file has exports when it is loaded: words for them, or a `this` on a line that begins at the margin. */
const EXPORTS = /\b(exports?|module|eval)\b|^\S.*\bthis\b/m;

export class UnseenImporters {
  private readonly context: PublishContext;
  private readonly solver: Solver;
  /** How deep in what is exported each published node is, by where it is exported. */
  private readonly published = new Map<Escape, Map<NodeId, number>>();

  constructor(context: PublishContext) {
    this.context = context;
    this.solver = context.solver;
  }

  /** Modules that nobody in the repository imports are loaded by somebody else: their exports have unseen callers. */
  publishAll(): void {
    const { repo, files, modules } = this.context;
    const entries = new Set(repo.packages.flatMap((p) => (p.private ? [] : p.publicEntries)));
    const ownEntries = new Set(repo.packages.flatMap((p) => p.publicEntries));
    const hosts = new Map(repo.packages.flatMap((p) => p.hostLoads ?? []).map(({ file, by }) => [file, by]));
    const sources = new Map(repo.files.map((f) => [f.id, f]));
    for (const [index, facts] of files.entries()) {
      if (!modules.exportsAnything(index)) continue;
      const { role, text } = sources.get(facts.file)!;
      const importers = [...(modules.importersOf.get(facts.file) ?? [])];
      // where modules are loaded by computed names, being imported by tests alone says nothing
      const imported = importers.some((from) => !modules.unknownRequire || sources.get(from)?.role !== 'test' || role === 'test');
      let reason: ReasonCode | undefined;
      const host = hosts.get(facts.file);
      if (host !== undefined) reason = 'host-loaded';
      else if (entries.has(facts.file)) reason = 'public-api';
      else if (ownEntries.has(facts.file)) reason = undefined;
      else if (!imported) reason = role === 'config' ? 'host-config' : role === 'test' ? 'test-export' : modules.unknownRequire ? 'dynamic-require' : 'unseen-importer';
      // `this.store = …` in the callback of a test is a property of `exports` as well, and nobody reads it there
      if (!reason || (reason === 'test-export' && !EXPORTS.test(text))) continue;
      const value = this.solver.node();
      modules.moduleValue(index, value);
      this.publish(value, { reason, file: index, at: 0, to: host ?? facts.file });
    }
  }

  /** Exports with unseen callers: functions, and the methods of exported classes and instances. */
  private publish(node: NodeId, escape: Escape, depth = 0): void {
    // modules full of objects that lead to each other would be gone through once for each way
    let published = this.published.get(escape);
    if (!published) this.published.set(escape, (published = new Map()));
    if ((published.get(node) ?? Number.POSITIVE_INFINITY) <= depth) return;
    published.set(node, depth);
    this.solver.watch(node, (obj) => {
      this.context.escapes.escapeObj(obj, escape);
      if (depth > 3) return;
      if (obj.kind === 'fn') this.publishMethods(this.solver.prop(obj, 'prototype'), escape, depth);
      if (obj.kind === 'inst') {
        this.solver.eachProp(obj, (_, value) => this.publish(value, escape, depth + 1));
        for (const id of obj.parents) this.publishMethods(this.context.objects.holding(this.solver.objs[id]!), escape, depth);
      }
      if (obj.kind === 'exports' || obj.kind === 'namespace' || obj.kind === 'object') this.solver.eachProp(obj, (_, value) => this.publish(value, escape, depth + 1));
      // `export * from`: what the other module exports is exported here, too
      if (obj.kind === 'namespace') for (const id of obj.parents) this.publish(this.context.objects.holding(this.solver.objs[id]!), escape, depth);
    });
  }

  private publishMethods(protos: NodeId, escape: Escape, depth: number): void {
    this.solver.watch(protos, (proto) => {
      if (proto.kind !== 'proto' && proto.kind !== 'object') return;
      if (proto.escaped) return;
      proto.escaped = escape;
      this.solver.eachProp(proto, (name, value) => { if (name !== 'constructor') this.publish(value, escape, depth + 1); });
      for (const id of proto.parents) this.publishMethods(this.context.objects.holding(this.solver.objs[id]!), escape, depth);
    });
  }
}
