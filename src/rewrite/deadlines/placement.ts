// Where a deadline goes in a call: into its options, behind its arguments, around it; or why it cannot.
import type { Operation } from '../../facts/operations.ts';
import { declarationOf, valueOf } from '../../facts/operations.ts';
import type { NameUses } from '../../facts/name-uses.ts';
import { originOf } from '../../facts/origins-of-names.ts';
import { isFunction, keyName, unwrap, walk, type Node } from '../../syntax/node.ts';
import { isFirstArgumentSafe } from './request-argument.ts';

/** What is done to a call. `option` is the name of the property. */
export type Placement =
  /** A property more in an object literal. */
  | { readonly kind: 'property'; readonly object: Node; readonly option: string }
  /** An object literal behind the arguments, after `fill` times `undefined`. */
  | { readonly kind: 'append'; readonly fill: number; readonly option: string }
  /** An object literal in place of an argument, which becomes its property `keep`, is spread in it, or goes. */
  | { readonly kind: 'replace'; readonly argument: Node; readonly keep?: string; readonly spread?: true; readonly option: string }
  /** The promise is raced. */
  | { readonly kind: 'race' }
  /** A signal that aborts with the call's own one or at the deadline, for as long as the operation takes. */
  | { readonly kind: 'combine'; readonly own: Node; readonly isShorthand: boolean };

export interface DeadlineObstacle {
  readonly code: string;
  readonly to: string;
}

const obstacle = (code: string, to: string): DeadlineObstacle => ({ code, to });
const unknownOptions = (to: string): DeadlineObstacle => obstacle('deadline-options', to);

/**
 * @param text of the file
 * @param isTimedOwn a signal with a timer counts as any other of the call's own: it is combined
 */
export function placementOf({ node, form }: Operation, names: NameUses, text: string, isTimedOwn = false): Placement | DeadlineObstacle {
  if (form.by === 'refuse') return obstacle(form.code, form.why);
  if (form.by === 'race') return { kind: 'race' };
  const args = node['arguments'] as Node[];
  if (args.some(({ type }) => type === 'SpreadElement')) return unknownOptions('it gets arguments of which the number is not known');
  if (form.lasts && !isFirstArgumentSafe(args[0], names, text)) return obstacle('deadline-own-signal', 'a Request, which has a signal of its own');
  const option = form.by === 'signal' ? 'signal' : 'timeout';
  const at = form.at === 'last' ? lastOptions(args, names) : form.at === 'behind-list' ? behindList(args, names) : form.at;
  if (typeof at !== 'number') return at;
  const argument = args[at];
  if (args.length > at + 1) return unknownOptions('it gets more arguments than are known');
  if (!argument) return { kind: 'append', fill: at - args.length, option };
  return inOptions(argument, option, form, names, text, isTimedOwn);
}

function inOptions(argument: Node, option: string, form: Operation['form'] & { readonly by: 'signal' | 'timeout' }, names: NameUses, text: string, isTimedOwn: boolean): Placement | DeadlineObstacle {
  const node = unwrap(argument);
  const own = form.own ?? [option];
  if (node.type === 'ObjectExpression') return inLiteral(node, option, own, form.lasts === true, names, text, isTimedOwn);
  if (isNothing(node)) return { kind: 'replace', argument, option };
  if (isText(node)) return form.text ? { kind: 'replace', argument, keep: form.text, option } : unknownOptions('a string stands in place of its options');
  const binding = node.type === 'Identifier' ? names.bindings.get(node) : undefined;
  const value = binding && declarationOf(binding) ? valueOf(node, names) : undefined;
  if (value && isText(value) && form.text) return { kind: 'replace', argument, keep: form.text, option };
  if (value?.type !== 'ObjectExpression') return unknownOptions(`${text.slice(argument.start, argument.end).slice(0, 40)} may be anything`);
  const there = propertiesOf(value);
  if (there === undefined) return unknownOptions('the names of its options are computed');
  const given = own.find((name) => there.has(name) || writes(binding!.uses, name));
  return given === undefined ? { kind: 'replace', argument, spread: true, option } : obstacle('deadline-present', `${given} in its options`);
}

function inLiteral(object: Node, option: string, own: readonly string[], lasts: boolean, names: NameUses, text: string, isTimedOwn: boolean): Placement | DeadlineObstacle {
  const there = propertiesOf(object);
  if (there === undefined) return unknownOptions('the names of its options are computed');
  const given = own.find((name) => there.has(name));
  if (given === undefined) return { kind: 'property', object, option };
  const property = there.get(given)!;
  const value: Node | undefined = property.type === 'ObjectProperty' ? unwrap(property['value']) : undefined;
  if (given !== 'signal' || !value || (!isTimedOwn && isTimed(value, names))) return obstacle('deadline-present', `${given}: ${text.slice((value ?? property).start, (value ?? property).end).slice(0, 40)}`);
  if (lasts) return obstacle('deadline-own-signal', 'a signal, which must stay connected while its body is read');
  if (!(isPlain(value) || (isTimedOwn && isTimeoutLiteral(value))) || usesYield(object['parent'])) return obstacle('deadline-own-signal', 'a signal that is computed in place');
  return { kind: 'combine', own: value, isShorthand: property['shorthand'] === true };
}

/** By name; undefined when a name is computed. What is spread in them may have any name, and goes on to count. */
function propertiesOf(object: Node): Map<string, Node> | undefined {
  const found = new Map<string, Node>();
  for (const property of object['properties'] as Node[]) {
    if (property.type === 'SpreadElement') continue;
    const name = keyName(property['key'], property['computed'] === true);
    if (name === undefined) return undefined;
    found.set(name, property);
  }
  return found;
}

/** `name` is read or written as a property of the variable somewhere. */
const writes = (uses: readonly Node[], name: string): boolean => uses.some((use) => use['parent'].type === 'MemberExpression' && use['parent'].object === use && (use['parent'].computed || use['parent'].property.name === name));

/** A signal that some timer fires. */
function isTimed(value: Node, names: NameUses): boolean {
  const origin = valueOf(value, names);
  const is = origin ?? value;
  if (is.type === 'CallExpression' && is['callee'].type === 'MemberExpression' && is['callee'].object.name === 'AbortSignal') return true;
  if (is.type !== 'MemberExpression' || is['object'].type !== 'Identifier') return false;
  const controller = names.bindings.get(is['object']);
  return controller?.uses.some((use) => {
    for (let at = use['parent'] as Node | undefined; at; at = at['parent']) {
      if (at.type === 'CallExpression' && (at['callee'].name === 'setTimeout' || at['callee'].property?.name === 'setTimeout')) return true;
    }
    return false;
  }) === true;
}

/** The place of execFile's options: its list of arguments may be left out. */
function behindList(args: readonly Node[], names: NameUses): number | DeadlineObstacle {
  const second = args[1];
  if (!second) return 1;
  if (args.length > 2) return 2;
  const value = valueOf(second, names);
  if (value?.type === 'ArrayExpression') return 2;
  return value?.type === 'ObjectExpression' || (value && isNothing(value)) ? 1 : unknownOptions('its second argument may be a list or options');
}

/** The place of pipeline's options: behind the last stream. */
function lastOptions(args: readonly Node[], names: NameUses): number | DeadlineObstacle {
  const last = args.at(-1);
  if (!last) return unknownOptions('it gets no stream');
  const value = valueOf(last, names) ?? unwrap(last);
  if (value.type === 'ObjectExpression') return args.length - 1;
  const made = value.type === 'CallExpression' || value.type === 'NewExpression' ? originOf(value['callee'], names) : undefined;
  const isStream = isFunction(value) || value.type === 'NewExpression' || (made !== undefined && /(?:^|\.)create\w+$/.test(made.path)) || isStandard(value);
  return isStream ? args.length : unknownOptions('its last argument may be a stream or options');
}

const isStandard = (node: Node): boolean => node.type === 'MemberExpression' && node['object'].name === 'process' && /^(?:stdout|stderr)$/.test(node['property'].name);
const isNothing = (node: Node): boolean => node.type === 'NullLiteral' || (node.type === 'Identifier' && node['name'] === 'undefined');
const isText = (node: Node): boolean => node.type === 'StringLiteral' || (node.type === 'TemplateLiteral' && node['expressions'].length === 0);
/** A name, or a chain of members of one. */
const isPlain = (node: Node): boolean => node.type === 'Identifier' || node.type === 'ThisExpression' || (node.type === 'MemberExpression' && !node['computed'] && isPlain(node['object']));

/** `AbortSignal.timeout(5000)` */
const isTimeoutLiteral = (node: Node): boolean => node.type === 'CallExpression' && node['callee'].type === 'MemberExpression' && node['callee'].object.name === 'AbortSignal' && node['callee'].property.name === 'timeout' && node['arguments'].length === 1 && node['arguments'][0].type === 'NumericLiteral';

function usesYield(call: Node): boolean {
  let found = false;
  walk(call, (node) => {
    if (node.type === 'YieldExpression' || node.type === 'AwaitExpression') found = true;
    return !isFunction(node);
  });
  return found;
}
