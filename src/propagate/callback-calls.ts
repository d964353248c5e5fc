// Calls of error-first functions: which calls of the program are of those in the tables, and which hand a callback to a function of ours.
import { errorFirst, type KnownErrorFirst } from '../apis/error-first/index.ts';
import type { ErrorFirst } from '../core/api.ts';
import type { ReasonCode } from '../core/plan.ts';
import type { Fixed } from '../core/scope.ts';
import { placeKey, type Place } from '../core/typing.ts';
import type { Fn, Linked, Patch, Site } from '../resolve/linked.ts';
import type { Controlled } from './control-flow.ts';
import { givesPromise, hasMethodCallback, isKnownVersion, isReturnedToNobody } from './method-calls.ts';
import type { StubReach } from './stub-reach.ts';

/** A call of a function of the tables that is given a callback. */
export interface ErrorFirstCall {
  readonly site: Site;
  readonly known: KnownErrorFirst;
  /** `fs.readFile` */
  readonly api: string;
  /** Its callee is read off the module, so that its twin is found there, too. */
  readonly viaModule: boolean;
  /** Argument 0 is a file descriptor. */
  readonly fd: boolean;
  /** The callee may be a stub, or an object that stands in for the module: what is there when it is called is promisified. */
  readonly inPlace: boolean;
  /** The call stays as it is, in a promise: `promisify` would take what it gives for an error. */
  readonly asItIs: boolean;
  /** Its callee is a method, which is promisified with what it is read off. */
  readonly bound: boolean;
  /** It is a method that gives a promise where its callback is left out. */
  readonly promises: boolean;
  /** What its callback gets for no error. */
  readonly noError?: ErrorFirst['noError'];
  /** It is of a library that runs other functions. */
  readonly controlled?: Controlled;
  /** Why this very call stays, whatever surrounds it. */
  readonly refused?: { readonly code: ReasonCode; readonly to?: string };
}

export interface Judges {
  /** Whether functions of the module are looked at in this run. */
  readonly isAsked: (known: KnownErrorFirst) => boolean;
  readonly controlled: (site: Site, known: KnownErrorFirst) => Controlled | undefined;
  readonly reach: StubReach;
  /** Places whose migration was seen to change what the program does, with the evidence. */
  readonly verification: ReadonlyMap<string, string>;
  /** Places that would bring a type error, with the compiler's words. */
  readonly typeErrors: ReadonlyMap<string, string>;
  /** Why a call is not to be migrated in this run. */
  readonly leftOut: (place: Place) => string | undefined;
  readonly calleeText: (site: Site) => string;
  /** The whole call. */
  readonly callText: (site: Site) => string;
  /** Version of a package that a file has, as far as that is known. */
  readonly versionOf: (file: number, name: string) => string | undefined;
  readonly fixed: (file: number) => Fixed | undefined;
  readonly lints: (file: number) => 'per-file' | 'always' | undefined;
}

/** All error-first calls of the program that are given a callback, in site order. */
export function errorFirstCalls(linked: Linked, judges: Judges): ErrorFirstCall[] {
  return linked.sites.flatMap((site) => {
    const found = [...site.externals].flatMap((path) => {
      const known = errorFirst(path);
      return known ? [{ path, known }] : [];
    });
    // what is loaded with a fallback is called as the stricter one
    const chosen = found.find(({ known }) => known.module !== 'fs') ?? found[0];
    if (!chosen || !judges.isAsked(chosen.known) || !(isStaying(site, chosen.known) || hasCallback(linked, site, chosen.known, judges))) return [];
    const { known, path } = chosen;
    const isMixed = new Set(found.map((each) => each.known.path)).size > 1 || [...site.externals].some((each) => !each.startsWith('callback:') && !errorFirst(each));
    const viaModule = isViaModule(linked, site, path);
    // an object that holds some functions of the module may be another one elsewhere: in a browser, say
    const isHeld = site.fact.receiver >= 0 && !viaModule;
    const controlled = judges.controlled(site, known);
    const isOther = isMixed || site.unknown || site.targets.size > 0 || patchOf(linked, site, known, judges.reach) !== undefined;
    const inPlace = isHeld || isOther;
    const version = judges.versionOf(site.file, known.module);
    const promises = !inPlace && givesPromise(linked, site, known, version);
    // of other versions it is not known what they give for no error
    const noError = known.entry.noError && known.promises && known.promises !== 'never' && !isKnownVersion(known, version) ? 'any' : (known.entry.noError ?? controlled?.noError);
    const call: ErrorFirstCall = {
      ...(controlled ? { controlled } : {}), ...(noError ? { noError } : {}), site, known, promises, bound: !promises && (known.entry.form === 'bound' || (known.promises !== undefined && known.entry.form === 'omit')), api: [known.module, known.path].filter((part) => part !== '').join('.'), viaModule, fd: known.entry.fd === true && isDescriptor(linked, site), inPlace,
      asItIs: isHeld && !isOther && known.entry.existence === true,
    };
    const refused = refusalOf(linked, call, found.map((each) => each.known), judges);
    return [refused ? { ...call, refused } : call];
  });
}

/** A call of a library that has no await, or none yet: nothing is told when it is done. */
const isStaying = ({ fact }: Site, { entry, promisesSince }: KnownErrorFirst): boolean => fact.kind === 'call' && (entry.stays !== undefined || (promisesSince !== undefined && fact.spread < 0 && fact.args.length <= entry.takes && fact.use === 'discarded'));

/** The last argument may be a function: fewer arguments than it needs, and it has none. */
function hasCallback(linked: Linked, site: Site, { entry: { takes, leads, most = Infinity }, promises }: KnownErrorFirst, { callText }: Judges): boolean {
  const { fact, file } = site;
  if (fact.kind !== 'call' || fact.args.length <= takes || fact.args.length > most) return false;
  if (promises) return hasMethodCallback(linked, site, callText(site));
  const last = leads ? 0 : fact.args.length - 1;
  if (fact.functions?.[last]) return true;
  if (typeof fact.literals[last] === 'string') return false;
  const values = [...linked.solver.values(linked.nodeOf(file, fact.args[last]!))];
  return values.length === 0 || values.some(({ kind }) => kind === 'fn' || kind === 'special' || kind === 'unknown' || kind === 'ext' || kind === 'data');
}

/** It may call back before it returns. */
export const isAtOnce = (api: ErrorFirstCall | undefined): boolean => api?.controlled?.atOnce === true || api?.known.entry.atOnce === true;

/** A stub or a patch that may be in place of the function when it is called, or of its twin. */
function patchOf(linked: Linked, site: Site, { module, path, entry }: KnownErrorFirst, reach: StubReach): Patch | undefined {
  const patches = [`${module}.${path}`, module, `${module}.${entry.to}`].flatMap((each) => linked.patched.get(each) ?? []);
  return patches.find((each) => reach.reaches(each, site));
}

/** Functions that behave alike for their callers: with one value, and an error before it. */
const isPlain = ({ entry, promises }: KnownErrorFirst): boolean => !entry.fields && !entry.beside && !entry.more && !entry.bare && !(entry.handle && !promises) && !entry.existence && !entry.noError;

function refusalOf(linked: Linked, { site, known, inPlace, asItIs, bound, controlled }: ErrorFirstCall, found: readonly KnownErrorFirst[], { reach, verification, typeErrors, fixed, lints, leftOut, calleeText }: Judges): ErrorFirstCall['refused'] {
  const { fact } = site;
  const file = linked.files[site.file]!.file;
  const out = fixed(site.file);
  if (out) return out;
  const evidence = verification.get(placeKey({ file, span: fact.span }));
  if (evidence !== undefined) return { code: 'verification', to: evidence };
  const error = typeErrors.get(placeKey({ file, span: fact.span }));
  if (error !== undefined) return { code: 'type-error', to: error };
  const left = leftOut({ file, span: fact.span });
  if (left !== undefined) return { code: 'left-out', to: left };
  if (fact.directive) return { code: 'directive', to: fact.directive.text };
  if (lints(site.file) === 'always') return { code: 'lint-target' };
  if (known.entry.stays !== undefined) return { code: 'callback-library', to: known.entry.stays };
  if (fact.spread >= 0) return { code: 'spread-arguments' };
  if (isStaying(site, known)) return { code: 'callback-library', to: 'is told nothing to do when it is done' };
  if (fact.optional) return { code: 'optional-call' };
  if (inPlace && !asItIs) {
    const patch = patchOf(linked, site, known, reach);
    // what is in its place is called as it was, and gives what it gave: one value
    if (!found.every(isPlain) || [...site.externals].some((path) => !path.startsWith('callback:') && !errorFirst(path))) return patch ? { code: 'patched-api', to: linked.files[patch.file]!.file } : { code: site.unknown || site.targets.size > 0 ? 'ambiguous-callee' : 'aliased-api' };
    // what it is read off is written down twice
    if (!/^[\w$]+(\.[\w$]+)*$/.test(calleeText(site))) return { code: 'ambiguous-callee' };
  }
  if (bound && !/^[\w$]+(\.[\w$]+)*$/.test(calleeText(site))) return { code: 'ambiguous-callee' };
  if (controlled?.refused) return controlled.refused;
  // the process or the stream that it gives is somebody's
  if (known.entry.handle && fact.use !== 'discarded' && !(known.promises && isReturnedToNobody(linked, site))) return { code: 'returns-handle' };
  if ((known.entry.plainWith !== undefined || known.entry.plain) && fact.args.length > known.entry.takes + 1) return { code: 'options-unknown' };
  return undefined;
}

/** What a call reads its callee off is the whole module, or a copy of it: not an object that holds this function alone. */
function isViaModule(linked: Linked, { file, fact }: Site, path: string): boolean {
  if (fact.receiver < 0) return false;
  return [...linked.solver.values(linked.nodeOf(file, fact.receiver))].every((obj) => obj.kind === 'ext' && `${obj.path}.${fact.member}` === path);
}

/** A value that `open` gave, a number, or something that is called a descriptor. */
function isDescriptor(linked: Linked, { file, fact }: Site): boolean {
  const view = fact.views?.[0];
  if (typeof view?.literal === 'number') return true;
  if (view && /(^|[^a-z])fd([^a-z]|$)|Fd$|descriptor/.test(view.text)) return true;
  return [...linked.solver.values(linked.nodeOf(file, fact.args[0]!))].some(({ kind, path }) => kind === 'ext' && /\.openSync\(\)$|\.stdin\.fd$|\.open\(\)$/.test(path));
}

/**
 * Functions of the program that a call hands its last argument to, as their own last parameter; undefined when it is not
 * sure that it is just them.
 * @param takes whether a function calls its last parameter, or hands it on as a last argument
 */
export function ownCallees(linked: Linked, site: Site, takes: (fn: Fn) => boolean): readonly Fn[] | undefined {
  const { fact } = site;
  if (fact.kind !== 'call' || fact.optional || fact.spread >= 0 || site.targets.size === 0 || site.unknown || fact.args.length === 0) return undefined;
  if ([...site.externals].some((path) => !path.startsWith('callback:'))) return undefined;
  // `f.call(self, x, cb)` and a bound function: arguments stand elsewhere
  if (fact.member === 'call' || fact.member === 'apply') return undefined;
  const targets = [...site.targets].map((id) => linked.fns[id]!);
  return targets.every((fn) => fn.fact.params.length === fact.args.length && fn.fact.rest < 0 && takes(fn)) ? targets : undefined;
}
