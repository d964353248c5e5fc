// Whether a function can be given a signal: what kind it is, who calls it with which arguments, and what tests look at.
import type { ReasonCode } from '../../core/plan.ts';
import type { Limits } from '../../core/scope.ts';
import type { ScannedRepo } from '../../core/source.ts';
import { parameterForm, type ParameterForm } from '../../facts/cancel/parameter.ts';
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { lowestMajor } from '../node-floor.ts';
import type { FileRefusals } from '../file-by-file.ts';
import { refusedPlace } from '../file-by-file.ts';
import { StubbedApis } from '../stubbed-apis.ts';
import type { CancelFiles } from './files.ts';

export interface Stays {
  readonly code: ReasonCode;
  readonly to: string;
}

/** Who may call a function for these reasons calls it by its name and with arguments that it declares. */
const BY_ITS_NAME: ReadonlySet<string> = new Set(['public-api', 'test-export', 'unseen-importer', 'dynamic-require', 'directive']);

/** Since when signals have throwIfAborted (17.3); of a range only the major version is read. */
const NODE = 18;

export interface TakersInput {
  readonly linked: Linked;
  readonly repo: ScannedRepo;
  readonly files: CancelFiles;
  readonly limits: Limits;
  readonly refusals: FileRefusals;
  /** Places that would bring a type error, with the compiler's words. */
  readonly refused: ReadonlyMap<string, string>;
}

export class Takers {
  private readonly input: TakersInput;
  private readonly stubbed: StubbedApis;
  private readonly known = new Map<number, ParameterForm | Stays>();
  private readonly unresolved = new Map<string, Site[]>();

  constructor(input: TakersInput) {
    this.input = input;
    this.stubbed = new StubbedApis(input.repo.files);
    for (const site of input.linked.sites) {
      const { member } = site.fact;
      if (member !== undefined && site.unknown && site.targets.size === 0) this.unresolved.set(member, [...(this.unresolved.get(member) ?? []), site]);
    }
  }

  /** Why a place must stay whatever it is. */
  refusedAt(file: number, span: { readonly start: number; readonly end: number }): Stays | undefined {
    const { linked, limits, refusals, refused, files } = this.input;
    const place = { file: linked.files[file]!.file, span };
    const limited = refusedPlace(place, limits, { ...refusals, refused });
    if (limited) return limited;
    const source = files.source(file);
    if (!source || source.role === 'test') return { code: 'cancel-in-test', to: '' };
    const range = this.input.repo.packages.find(({ dir }) => dir === source.packageDir)?.nodeRange;
    const oldest = lowestMajor(range);
    return oldest !== undefined && oldest < NODE ? { code: 'cancel-old-node', to: range! } : undefined;
  }

  /** How `fn` takes a signal as a parameter of its own. */
  form(fn: Fn): ParameterForm | Stays {
    let form = this.known.get(fn.id);
    if (!form) this.known.set(fn.id, (form = this.find(fn)));
    return form;
  }

  private find(fn: Fn): ParameterForm | Stays {
    const { linked, files } = this.input;
    const { fact } = fn;
    const stays = (code: ReasonCode, to: string): Stays => ({ code, to: to === '' ? fact.name : to });
    const node = fact.kind === 'module' ? undefined : files.nodeOf(fn);
    if (!node) return stays('cancel-kind', 'it is no function of its own');
    const limited = this.refusedAt(fn.file, fact.span);
    if (limited) return limited;
    const form = parameterForm(node, files.source(fn.file)!.text);
    if (typeof form === 'string') return stays('cancel-kind', `${fact.name || 'a function'}: ${form}`);
    if (fact.args >= 0) return stays('cancel-kind', `${fact.name || 'a function'}: it looks at its arguments as a list`);
    if (fn.constructed || fact.isClass) return stays('cancel-kind', `${fact.name || 'a function'}: it is called with new`);
    if (isOverloaded(node)) return stays('cancel-kind', `${fact.name || 'a function'}: it has several signatures`);
    const [use] = linked.hostUses[fn.id]!;
    if (use) return stays('cancel-passed-as-value', `${fact.name || 'a function'} is handed to ${use.name} at ${this.placeOf(linked.sites[use.site]!)}`);
    const escape = fn.escapes.find(({ reason }) => !BY_ITS_NAME.has(reason));
    if (escape) return stays('cancel-passed-as-value', `${fact.name || 'a function'} goes to ${escape.to}`);
    if (fn.externalBase !== undefined || [...fn.storedAs.values()].some((holders) => [...holders].some((holder) => holder.kind === 'proto' && linked.fns[holder.fn]!.externalBase !== undefined))) return stays('cancel-passed-as-value', `${fact.name} may be called by ${fn.externalBase ?? 'the class that its own one extends'}`);
    if (linked.solver.dropped.has(fn.id)) return stays('cancel-passed-as-value', `${fact.name || 'a function'} is one of too many that meet in a place`);
    const most = form.form === 'append' ? form.index : form.index + 1;
    const other = [...linked.callers[fn.id]!, ...[...fn.storedAs.keys()].flatMap((name) => this.unresolved.get(name) ?? [])].find((site) => site.fact.kind !== 'call' || site.fact.spread >= 0 || site.fact.args.length > most || (form.form === 'pattern' && !this.isPlainOptions(site, form.index)));
    return other ? stays('cancel-other-arguments', this.placeOf(other)) : form;
  }

  /** Tests put something in its place that would see what it is handed. */
  stub({ fact: { name } }: Fn): Stays | undefined {
    const test = name === '' ? undefined : this.stubbed.by(name);
    return test === undefined ? undefined : { code: 'cancel-stubbed', to: `${test} puts something in the place of ${name}` };
  }

  /** No options, or a literal that names no signal. */
  private isPlainOptions(site: Site, index: number): boolean {
    const call = this.input.files.callOf(site);
    const argument = call && (call['arguments'] as { type: string; properties: readonly { type: string; computed?: boolean; key?: { name?: string; value?: string } }[] }[])[index];
    if (!call) return false;
    return argument === undefined || (argument.type === 'ObjectExpression' && argument.properties.every((each) => each.type !== 'SpreadElement' && each.computed !== true && (each.key?.name ?? each.key?.value) !== 'signal'));
  }

  placeOf(site: Site): string {
    return `${this.input.linked.files[site.file]!.file}:${site.fact.line}`;
  }
}

/** A function declaration, or a method, with signatures without a body beside it. */
function isOverloaded(node: { readonly [key: string]: any }): boolean {
  const name: string | undefined = node['id']?.name ?? node['key']?.name;
  const around = /^Export/.test(node['parent'].type) ? node['parent'].parent : node['parent'];
  const beside: readonly { readonly type: string; readonly [key: string]: any }[] = Array.isArray(around.body) ? around.body : [];
  return name !== undefined && beside.some((each) => {
    const declared = /^Export/.test(each.type) ? each['declaration'] : each;
    return (declared?.type === 'TSDeclareFunction' || declared?.type === 'TSDeclareMethod') && (declared.id?.name ?? declared.key?.name) === name;
  });
}
