// Reads the files that decisions depend on, and no others: in rounds, until nothing that was left out could matter.
import { setImmediate } from 'node:timers/promises';
import { mayRegister } from '../apis/handlers/index.ts';
import { apiModule } from '../apis/index.ts';
import type { FileFacts } from '../core/facts.ts';
import type { Problem } from '../core/plan.ts';
import type { FileId, ScannedRepo, SourceFile } from '../core/source.ts';
import { extractFacts } from '../facts/extract.ts';
import { unreadFacts } from '../facts/unread.ts';
import { bounded, interruptible } from '../isolate/bounded.ts';
import { stage } from '../isolate/stage.ts';
import { METHOD_NAMES } from '../propagate/constructors.ts';
import { Program } from '../resolve/changed-program.ts';
import { link, linkInSteps } from '../resolve/link.ts';
import type { Linked, LinkOptions } from '../resolve/linked.ts';
import { ModuleResolver } from '../resolve/modules.ts';
import { dependencies } from './dependence.ts';
import { ModuleGraph } from './module-graph.ts';
import { emptyFacts, placeholderFor, withLoader, withName } from './placeholder.ts';
import { assignmentPattern, calledMemberPattern, decoded, getterPattern, isBlockingName, wordPattern } from './texts.ts';
import { blockingSites, callableNames, isBlocking, wantedFunctions } from './wanted.ts';

/**
 * - everything: every file is parsed
 * - demanded: only files that a decision can depend on, as many rounds as that takes
 * - auto: as demanded, or everything where that is expected to be faster
 */
export type Reading = 'auto' | 'everything' | 'demanded';

export interface ReadOptions extends LinkOptions {
  readonly reading: Reading;
  readonly onProgress: (stage: string, done: number, total: number) => void;
  /** What one file may take. */
  readonly deadlineMs?: number | undefined;
  /** What one stage of the whole program may take. */
  readonly stageMs?: number | undefined;
}

export interface ReadResult {
  readonly program: Program;
  readonly problems: readonly Problem[];
  /** What was read of files, whatever stands for the others. */
  readonly facts: ReadonlyMap<FileId, FileFacts>;
  /** Whether one of `names` is a word in a file that was not read. */
  readonly mentionsUnread: (names: ReadonlySet<string>) => boolean;
}

/** With less text than this, finding out costs as much as parsing. */
const SMALL = 200_000;
/** With more than this share of the text needed, rounds cost more than they save. */
const MOST = 0.4;
const ROUNDS = 4;

/** Links all files that could change a decision about a blocking call of `repo`. */
export async function readWhatMatters(repo: ScannedRepo, options: ReadOptions): Promise<ReadResult> {
  return new Reader(repo, options).run();
}

class Reader {
  private readonly repo: ScannedRepo;
  private readonly options: ReadOptions;
  /** Facts of the files read so far. */
  private readonly facts = new Map<FileId, FileFacts>();
  private readonly problems: Problem[] = [];
  private yielded = performance.now();

  constructor(repo: ScannedRepo, options: ReadOptions) {
    this.repo = repo;
    this.options = options;
  }

  async run(): Promise<ReadResult> {
    const { files } = this.repo;
    const { reading } = this.options;
    const total = files.reduce((sum, { text }) => sum + text.length, 0);
    if (reading === 'everything' || (reading === 'auto' && total < SMALL)) return this.all();
    const graph = new ModuleGraph(this.repo);
    const known = new Set<FileId>();
    const mayBlock = [...graph.texts.values()].some((text) => text.mayBlock);
    // code behind a handler's call of next, and the state that it shares, can be anywhere
    if (mayBlock && files.some(({ text }) => mayRegister(text))) return this.all();
    if (mayBlock) graph.closeOver(known, files.filter(({ id }) => graph.texts.get(id)!.isSeed).map(({ id }) => id));
    for (let round = 0; reading === 'demanded' || round < ROUNDS; round++) {
      if (reading === 'auto' && files.reduce((sum, { id, text }) => sum + (known.has(id) ? text.length : 0), 0) > total * MOST) break;
      const isRead = ({ id, dialect }: SourceFile): boolean => known.has(id) || dialect === 'dts';
      await this.extract(files.filter(isRead));
      // what runs while a stub is in place may be anywhere, and what imports the compiled form of a file is not known by text
      if (files.some((file) => isRead(file) && (this.isStubbed(file.id) || /^tsx?$/.test(file.dialect)))) break;
      const stubs = this.placeholders(graph, known);
      this.options.onProgress('link', 0, 1);
      const input = [...files.flatMap((file) => (isRead(file) ? this.facts.get(file.id) : stubs.get(file.id)) ?? []), ...this.others()];
      const steps = this.link(() => linkInSteps(input, this.repo, this.options));
      await setImmediate();
      if ([...steps.linked.patched.keys()].some((path) => apiModule(path) !== undefined || isBlocking(path))) break;
      const before = known.size;
      graph.closeOver(known, this.link(() => this.missing(graph, steps.linked, known)));
      // what is asked for by the first look will be read: the second one can wait until then
      if (known.size > before) continue;
      const linked = this.link(steps.sharpest);
      if (linked !== steps.linked) graph.closeOver(known, this.link(() => this.missing(graph, linked, known)));
      if (known.size === before) return { program: new Program(input, this.repo, this.options, linked), facts: new Map([...this.facts].filter(([id]) => known.has(id))), problems: this.sorted(), mentionsUnread: (names) => this.mentions(names, (file) => !known.has(file.id)) };
    }
    return this.all();
  }

  private link<T>(work: () => T): T {
    return stage('finding out who calls whom', work, this.options.stageMs);
  }

  private mentions(names: ReadonlySet<string>, among: (file: SourceFile) => boolean): boolean {
    const pattern = wordPattern(names);
    return pattern !== undefined && this.repo.files.some((file) => among(file) && pattern.test(decoded(file.text)));
  }

  /** Files in other languages, which are never parsed. */
  private others(): FileFacts[] {
    return (this.repo.others ?? []).map(unreadFacts);
  }

  private isStubbed(id: FileId): boolean {
    const facts = this.facts.get(id)!;
    return facts.stubs.some(({ member }) => isBlockingName(member)) || facts.mocks.some(({ module }) => apiModule(module) !== undefined);
  }

  private async all(): Promise<ReadResult> {
    await this.extract(this.repo.files);
    this.options.onProgress('link', 0, 1);
    const input = [...this.repo.files.flatMap(({ id }) => this.facts.get(id) ?? []), ...this.others()];
    const linked = this.link(() => link(input, this.repo, this.options));
    await setImmediate();
    return { program: new Program(input, this.repo, this.options, linked), facts: this.facts, problems: this.sorted(), mentionsUnread: () => false };
  }

  private async extract(files: readonly SourceFile[]): Promise<void> {
    const left = files.filter(({ id }) => !this.facts.has(id));
    const isTime = (): boolean => performance.now() - this.yielded > 100;
    for (let done = 0; done < left.length; ) {
      if (isTime()) {
        this.options.onProgress('extract', done, left.length);
        await setImmediate();
        this.yielded = performance.now();
      }
      const isWhole = interruptible(() => {
        for (; done < left.length && !isTime(); done++) this.facts.set(left[done]!.id, this.read(left[done]!, extractFacts));
      });
      if (isWhole) continue;
      // one of them takes long: with more time, and alone
      const slow = left[done++]!;
      this.facts.set(slow.id, this.read(slow, (file) => bounded(() => extractFacts(file), this.options.deadlineMs)));
    }
    this.options.onProgress('extract', files.length, files.length);
  }

  private read(file: SourceFile, extract: (file: SourceFile) => FileFacts = (one) => bounded(() => extractFacts(one), this.options.deadlineMs)): FileFacts {
    try {
      const facts = extract(file);
      if (facts.parseFailed) this.problems.push({ file: file.id, code: 'does-not-parse', ...facts.parseFailed });
      return facts;
    } catch (error) {
      this.problems.push({ file: file.id, code: 'tool-failure', message: `reading it failed: ${(error as Error).message}` });
      return unreadFacts(file);
    }
  }

  /** In the order of the files, whichever was read first. */
  private sorted(): Problem[] {
    const order = new Map(this.repo.files.map(({ id }, index) => [id, index]));
    return this.problems.sort((a, b) => order.get(a.file)! - order.get(b.file)!);
  }

  /** What stands for the files that were not read: those which are imported, and one that loads whatever it likes. */
  private placeholders(graph: ModuleGraph, known: ReadonlySet<FileId>): Map<FileId, FileFacts> {
    const stubs = new Map<FileId, FileFacts>();
    const { files } = this.repo;
    const imported = new Set([...known].flatMap((id) => [...graph.importsOf(id)]));
    for (const [index, file] of files.entries()) if (imported.has(file.id) && !known.has(file.id)) stubs.set(file.id, placeholderFor(file, index));
    const isUsed = (id: FileId, name: string): boolean => {
      const { constraints, sites } = this.facts.get(id)!;
      return constraints.some((c) => (c[0] === 'load' || c[0] === 'store') && c[2] === name) || sites.some(({ member }) => member === name);
    };
    const makesMethod = [...known].some((id) => this.facts.get(id)!.functions.some(({ movable }) => movable));
    // a method that a class gets has a name that no file uses: one file that does is enough
    for (const name of makesMethod ? METHOD_NAMES : []) {
      if ([...known].some((id) => isUsed(id, name))) continue;
      const mentioned = wordPattern(new Set([name]))!;
      for (const file of files) {
        if (known.has(file.id) || !mentioned.test(decoded(file.text))) continue;
        if (!this.facts.has(file.id)) this.facts.set(file.id, this.read(file));
        if (!isUsed(file.id, name)) continue;
        stubs.set(file.id, withName(stubs.get(file.id) ?? emptyFacts(file), name));
        break;
      }
    }
    const resolver = new ModuleResolver(this.repo);
    const loader = (facts: FileFacts | undefined): string | undefined => {
      for (const c of facts?.constraints ?? []) if (c[0] === 'dynamic' && resolver.underPrefix(facts!.file, c[2]) === undefined) return c[2];
      return undefined;
    };
    if ([...known].some((id) => loader(this.facts.get(id)) !== undefined)) return stubs;
    for (const file of files) {
      if (known.has(file.id) || !graph.texts.get(file.id)!.isDynamic) continue;
      if (!this.facts.has(file.id)) this.facts.set(file.id, this.read(file));
      const prefix = loader(this.facts.get(file.id));
      if (prefix === undefined) continue;
      stubs.set(file.id, withLoader(stubs.get(file.id) ?? emptyFacts(file), prefix));
      break;
    }
    return stubs;
  }

  /** Files that could change a decision and were not read. */
  private missing(graph: ModuleGraph, linked: Linked, known: ReadonlySet<FileId>): Set<FileId> {
    const seeds = blockingSites(linked);
    const wanted = wantedFunctions(linked, seeds);
    const names = callableNames(linked, wanted);
    const reached = new Map<FileId, boolean>();
    const texts = new Map(this.repo.files.map(({ id, text }) => [id, text]));
    const mayGiveDescriptors = (file: FileId): boolean => {
      let answer = reached.get(file);
      if (answer === undefined) reached.set(file, (answer = [...graph.reachedFrom(file)].some((id) => /\b(?:open|fd)\b/.test(texts.get(id)!))));
      return answer;
    };
    const needed = dependencies({ linked, seeds, wanted, names, mayGiveDescriptors, fileAt: (index) => this.repo.files[index]!.id });
    const { read, written } = this.globals(linked);
    // names that a decision asks the whole program for
    const getters = new Set(seeds.flatMap(({ fact }) => fact.rereads ?? []));
    const questions = [getterPattern(getters)];
    const patterns = [calledMemberPattern(names), assignmentPattern(read), wordPattern(written), ...questions].filter((pattern) => pattern !== undefined);
    for (const { id, text } of this.repo.files) {
      if (known.has(id) || needed.has(id)) continue;
      const plain = decoded(text);
      if (patterns.some((pattern) => pattern.test(plain))) needed.add(id);
    }
    return needed;
  }

  /** Names of global variables that the files read so far use, and those that they set. */
  private globals(linked: Linked): { read: Set<string>; written: Set<string> } {
    const read = new Set<string>();
    const written = new Set<string>();
    for (const { constraints } of linked.files) {
      const globalThisNodes = new Set<number>();
      for (const c of constraints) {
        if (c[0] !== 'global') continue;
        if (c[2] === 'globalThis') globalThisNodes.add(c[1]);
        else read.add(c[2]);
      }
      for (const c of constraints) if (c[0] === 'store' && globalThisNodes.has(c[1])) written.add(c[2]);
    }
    return { read, written };
  }
}
