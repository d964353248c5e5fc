// A review under way: its questions, the answers so far, and what each answer would take along.
import { withApis } from '../../apis/index.ts';
import type { FileChange } from '../../core/edit.ts';
import type { Decision, MigrationPlan } from '../../core/plan.ts';
import type { FileId, ScannedRepo, SourceFile } from '../../core/source.ts';
import { changeOf } from '../../plan/build.ts';
import { othersIn, withEdited, type EditedPart } from '../../plan/edited.ts';
import { doubtAbout, exposedFiles, safeChanges } from '../../plan/safety.ts';
import { select, type Carried } from '../../plan/select.ts';
import { Selection } from '../../plan/selection.ts';
import type { Hunk } from '../../preview/hunks.ts';
import { rejectOutput } from '../../verify/output-gate.ts';
import { hunksFor, questionsOf, splitQuestion, type Question } from './questions.ts';

/**
 * What a person said; the ids of one answer are accepted or refused together. 'w': they were accepted, and wait for an answer
 * about a file that changed since.
 */
export type Said = { readonly say: 'y'; readonly ids: readonly string[] } | { readonly say: 'n'; readonly ids: readonly string[] } | { readonly say: 'w'; readonly ids: readonly string[]; readonly parts: readonly EditedPart[] } | { readonly say: 'e'; readonly part: EditedPart };

export type QuestionState = 'open' | 'accepted' | 'refused' | 'dropped';

/** How many questions in how many files an answer takes along. */
export interface Along {
  readonly changes: number;
  readonly files: number;
  /** Of these, answered otherwise before. */
  readonly answered: number;
}

export interface ReviewInput extends Carried {
  readonly repo: ScannedRepo;
  /** Called with each answer as it is given, before anything else happens. */
  readonly onSaid?: (said: Said) => void;
}

export class Review {
  readonly plan: MigrationPlan;
  readonly selection: Selection;
  private list: readonly Question[];
  private readonly given: ReviewInput;
  private readonly changes: ReadonlyMap<FileId, FileChange>;
  private readonly sources: ReadonlyMap<FileId, SourceFile>;
  private readonly decisions: ReadonlyMap<string, Decision>;
  private readonly isExposed: (file: FileId) => boolean;
  private about = new Map<string, readonly number[]>();
  private firsts = new Set<number>();
  private edited: EditedPart[] = [];
  /** Accepted before a file they need was changed by somebody: they wait for the answers to that file. */
  private waiting = new Set<string>();
  private readonly current = new Map<FileId, { readonly key: string; readonly change: FileChange }>();
  private safeIds: ReadonlySet<string> | undefined;

  constructor(given: ReviewInput) {
    this.given = given;
    this.plan = given.plan;
    this.selection = new Selection(given.plan);
    this.changes = new Map(given.changes.map((change) => [change.file, change]));
    this.sources = new Map(given.repo.files.map((file) => [file.id, file]));
    this.decisions = new Map(Object.values(given.plan.files).flatMap(({ decisions }) => decisions.map((decision) => [decision.id, decision])));
    this.isExposed = exposedFiles(given.repo);
    this.list = questionsOf(given.changes);
    this.index();
  }

  get questions(): readonly Question[] {
    return this.list;
  }

  get parts(): readonly EditedPart[] {
    return this.edited;
  }

  decision(id: string): Decision | undefined {
    return this.decisions.get(id);
  }

  stateOf(at: number): QuestionState {
    const answers = this.list[at]!.ids.map((id) => this.selection.answer(id));
    if (answers.some((answer) => answer === 'open')) return 'open';
    if (answers.some((answer) => answer === 'accepted')) return 'accepted';
    return answers.some((answer) => answer === 'refused') ? 'refused' : 'dropped';
  }

  isEdited(at: number): boolean {
    const { file, ids } = this.list[at]!;
    return this.edited.some((part) => part.file === file && part.ids.some((id) => ids.includes(id)));
  }

  /** All that was planned is accepted, as it was planned. */
  isWhole(): boolean {
    return this.edited.length === 0 && this.selection.chosen().size === this.selection.dependence.size;
  }

  /** The next question that is open, after `at` and then from the start; undefined when all are answered. */
  nextOpen(at: number, step: 1 | -1 = 1): number | undefined {
    const count = this.list.length;
    for (const skips of [true, false]) {
      for (let i = 1; i <= count; i++) {
        const next = (at + step * i + count * 2) % count;
        if (this.stateOf(next) === 'open' && !(skips && this.isWaiting(next))) return next;
      }
    }
    return undefined;
  }

  /** Numbers of questions by their state. */
  counts(): Record<QuestionState, number> {
    const counts = { open: 0, accepted: 0, refused: 0, dropped: 0 };
    for (const at of this.list.keys()) counts[this.stateOf(at)]++;
    return counts;
  }

  /** What stands of a question, as it would be written now. */
  hunks(at: number): readonly Hunk[] {
    const question = this.list[at]!;
    const change = this.stateOf(at) === 'open' || this.stateOf(at) === 'accepted' ? this.changeOf(question.file) : this.changes.get(question.file);
    return change ? hunksFor(question, change, this.firsts.has(at)) : [];
  }

  /** The file with all that stands of its changes and what was edited. */
  changeOf(file: FileId): FileChange | undefined {
    const whole = this.changes.get(file);
    if (!whole) return undefined;
    const decisions = (this.plan.files[file]?.decisions ?? []).filter(({ verdict }) => verdict !== 'keep');
    const standing = decisions.filter(({ id }) => this.selection.stands(id));
    const parts = this.edited.filter((part) => part.file === file);
    if (standing.length === decisions.length && parts.length === 0) return whole;
    const key = JSON.stringify([standing.map(({ id }) => id), parts]);
    const known = this.current.get(file);
    if (known?.key === key) return known.change;
    const change = withEdited(standing.length === decisions.length ? whole : withApis(this.plan.options.apis, () => changeOf(this.sources.get(file)!, standing, this.plan)), parts);
    this.current.set(file, { key, change });
    return change;
  }

  /** Why a question should be looked at; undefined when it is safe. */
  doubt(at: number): string | undefined {
    const { ids } = this.list[at]!;
    if (ids.every((id) => this.safe.has(id))) return undefined;
    for (const id of ids) {
      const doubt = doubtAbout(this.decisions.get(id)!, this.plan, this.isExposed);
      if (doubt !== undefined) return doubt;
    }
    return 'goes together with changes that need a look';
  }

  get safe(): ReadonlySet<string> {
    return (this.safeIds ??= safeChanges(this.plan, this.isExposed));
  }

  /** Open questions that are safe. */
  safeOpen(): readonly number[] {
    return [...this.list.keys()].filter((at) => this.stateOf(at) === 'open' && this.list[at]!.ids.every((id) => this.safe.has(id)));
  }

  /** What an answer to `ids` would take along, `at` aside. */
  along(say: 'y' | 'n', ids: readonly string[], at?: number): Along {
    const others = say === 'y' ? this.selection.needsWith(ids) : this.selection.dropsWith(ids);
    const questions = new Set(others.flatMap((id) => this.about.get(id) ?? []));
    if (at !== undefined) questions.delete(at);
    const answered = [...questions].filter((each) => (say === 'y' ? ['refused', 'dropped'] : ['accepted']).includes(this.stateOf(each))).length;
    return { changes: questions.size, files: new Set([...questions].map((each) => this.list[each]!.file)).size, answered };
  }

  /** Takes an answer. `ids` that this plan does not have are passed over. */
  say(said: Said): void {
    this.given.onSaid?.(said);
    if (said.say === 'n') this.selection.refuse(said.ids);
    else if (said.say === 'w') {
      for (const id of said.ids) this.waiting.add(id);
      this.edited = [...this.edited, ...said.parts];
    } else {
      const ids = said.say === 'y' ? said.ids : said.part.ids;
      for (const id of ids) this.waiting.delete(id);
      this.selection.accept(ids);
      if (said.say === 'e') this.edited = [...this.edited.filter(({ file, span }) => file !== said.part.file || span.start > said.part.span.end || span.end < said.part.span.start), said.part];
      this.resumeWaiting();
    }
    // a part stands for the changes it was made from: when one of them falls, it is asked again
    this.keepParts();
  }

  /** Takes the answers of an earlier session; those about `changed` files are asked again, and what needs them waits. */
  replay(answers: Iterable<Said>, changed: ReadonlySet<FileId>): void {
    const isFresh = (id: string): boolean => changed.has(this.decisions.get(id)?.file ?? '');
    const kept: Said[] = [];
    for (const said of answers) {
      const fits = ({ file, ids }: EditedPart): boolean => !changed.has(file) && ids.every((id) => this.decisions.has(id));
      if (said.say === 'e') {
        if (fits(said.part)) kept.push(said);
      } else if (said.say === 'w') kept.push({ say: 'w', ids: said.ids.filter((id) => this.decisions.has(id) && !isFresh(id)), parts: said.parts.filter(fits) });
      else {
        const ids = said.ids.filter((id) => this.decisions.has(id) && !isFresh(id));
        if (ids.length > 0) kept.push({ say: said.say, ids });
      }
    }
    for (const said of kept) this.say(said);
    const before = this.selection.chosen();
    this.selection.reopen([...this.decisions.keys()].filter(isFresh));
    for (const id of before) if (!isFresh(id) && this.selection.answer(id) === 'open') this.waiting.add(id);
    this.keepParts();
  }

  /** All answers that count, as few as say the same. */
  snapshot(): Said[] {
    const ids = [...this.selection.dependence.decisions].map(({ id }) => id);
    const given = (say: 'y' | 'n', answer: string): Said[] => {
      const those = ids.filter((id) => this.selection.answer(id) === answer);
      return those.length > 0 ? [{ say, ids: those }] : [];
    };
    const waits = ({ ids: own }: EditedPart): boolean => own.some((id) => this.waiting.has(id));
    const waiting: Said[] = this.waiting.size > 0 ? [{ say: 'w', ids: [...this.waiting], parts: this.edited.filter(waits) }] : [];
    return [...given('n', 'refused'), ...given('y', 'accepted'), ...this.edited.filter((part) => !waits(part)).map((part): Said => ({ say: 'e', part })), ...waiting];
  }

  /** Splits a question in place; false when it has one change only. */
  split(at: number): boolean {
    const question = this.list[at]!;
    const change = this.changeOf(question.file);
    const parts = change && splitQuestion(question, change);
    if (!parts) return false;
    this.list = [...this.list.slice(0, at), ...parts, ...this.list.slice(at + 1)];
    this.index();
    return true;
  }

  /** What speaks against writing `part`; undefined when nothing does. */
  objection(part: EditedPart): string | undefined {
    const change = this.changeOf(part.file);
    if (!change) return 'the file does not change any more';
    if (othersIn(change, part).length > 0) return 'it reaches into another change';
    try {
      return rejectOutput(withEdited(change, [part]), this.sources.get(part.file)!);
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** What is written when it ends now. `lost` are edited parts that do not fit what is left around them. */
  result(): Carried & { readonly lost: readonly EditedPart[] } {
    const carried = select(this.given, this.given.repo, this.selection.chosen());
    const lost: EditedPart[] = [];
    const changes = carried.changes.map((change) => {
      const parts = this.edited.filter(({ file }) => file === change.file);
      const edited = withEdited(change, parts);
      if (parts.length === 0 || rejectOutput(edited, this.sources.get(change.file)!) === undefined) return edited;
      lost.push(...parts);
      return change;
    });
    return { ...carried, changes, lost };
  }

  private keepParts(): void {
    this.edited = this.edited.filter(({ ids }) => ids.every((id) => this.selection.answer(id) === 'accepted' || this.waiting.has(id)));
  }

  private isWaiting(at: number): boolean {
    return this.waiting.size > 0 && this.list[at]!.ids.every((id) => this.selection.answer(id) !== 'open' || this.waiting.has(id));
  }

  /** Accepts again what waited for an answer, once all it needs is there. */
  private resumeWaiting(): void {
    const ready = [...this.waiting].filter((id) => this.selection.needsWith([id]).every((other) => this.waiting.has(other)));
    if (ready.length > 0) this.selection.accept(ready);
    for (const id of ready) this.waiting.delete(id);
  }

  private index(): void {
    const about = new Map<string, number[]>();
    this.firsts = new Set();
    for (const [at, { file, ids }] of this.list.entries()) {
      if (at === 0 || this.list[at - 1]!.file !== file) this.firsts.add(at);
      for (const id of ids) {
        const known = about.get(id);
        if (known) known.push(at);
        else about.set(id, [at]);
      }
    }
    this.about = about;
  }
}
