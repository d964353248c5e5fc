// What a package is told to send: whether all of it is known, and whether fetch can do it.
import type { HttpClient, OptionRule } from '../../core/http-client.ts';
import { BODILESS_METHODS, UNFRAMED_METHODS } from '../../apis/http-requests.ts';
import { keyName, unwrap, type Node } from '../../syntax/node.ts';
import { isAssigned, type NameUses } from '../name-uses.ts';
import { originOf } from '../origins-of-names.ts';
import { Unfit } from '../unfit.ts';
import { isUrl, shown } from './known-urls.ts';
import { LiteralOptions } from './literal-options.ts';
import { checkHeaders } from './request-target.ts';

interface Told {
  readonly client: HttpClient;
  readonly verb: string | undefined;
  /** Its arguments before the callback. */
  readonly given: readonly Node[];
  readonly names: NameUses;
  readonly text: string;
  readonly at: Node;
}

export interface ToldOptions {
  /** Where it is written down, as it is: request redirects what is called `post`, and not what is called `POST`. */
  readonly method: string | undefined;
  readonly known: ReadonlyMap<string, Node>;
  /** The arguments: a string for certain, options, an address with options; `unknown`: what may be options that are not seen. */
  readonly form: 'text' | 'options' | 'both' | 'unknown';
  /** The proxy is switched off for certain, or perhaps. */
  readonly proxy: 'off' | 'maybe' | undefined;
}

/** Methods for which all that fetch and such packages send was compared. */
const METHODS = /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/;

export const isTrue = (node: Node | undefined): boolean => node?.type === 'BooleanLiteral' && node.value === true;
const isSwitch = (node: Node): boolean => node.type === 'BooleanLiteral';
const isOff = (node: Node): boolean => node.type === 'NullLiteral' || (node.type === 'BooleanLiteral' && !node.value) || (node.type === 'StringLiteral' && node.value === '') || (node.type === 'Identifier' && node.name === 'undefined');

/** What is written down. @throws Unfit where fetch cannot send the same, or what is sent is not known */
export function checkClientOptions({ client, verb, given, names, text, at }: Told): ToldOptions {
  const [input, options] = given;
  if (!input || given.length > 2 || given.some(({ type }) => type === 'SpreadElement')) throw new Unfit('http-target', at, 'its arguments');
  const isAddress = isUrl(input, { names, text });
  const told = options ?? (isAddress ? undefined : input);
  const proxies: boolean[] = [];
  const known = told ? new LiteralOptions({ names, text }, (key, value, place) => {
    if (key === 'proxy') proxies.push(place.type === 'ObjectProperty' && value.type !== 'Identifier');
    return judge(client, key, value, place);
  }).read(told) : new Map<string, Node>();
  const of = (rule: OptionRule): [string, Node][] => [...known].filter(([key]) => client.options[key] === rule);
  const written = methodOf(verb, of('method')[0]?.[1]);
  const method = written?.toUpperCase();
  const [text_] = of('text');
  const [json] = of('json');
  if (json && !isSwitch(json[1]) && method === undefined) throw new Unfit('http-get-body', at);
  const isBody = text_ !== undefined || of('content').length > 0 || (json !== undefined && !isSwitch(json[1]));
  if (isBody && (method === undefined || BODILESS_METHODS.has(method))) throw new Unfit('http-get-body', at);
  if (text_ && !(json && isTrue(json[1])) && !isText(text_[1], names)) throw new Unfit('http-options', text_[1], 'a body of which it is not known whether it is text or a Buffer');
  for (const [, value] of of('auth')) checkAuth(value, text);
  for (const [, value] of of('headers')) checkHeaders(value, text_ && { value: text_[1], maybe: false }, names, text);
  if (client.oddMethods && (method === undefined || client.oddMethods.includes(method))) throw new Unfit('http-options', at, `the method ${method ?? 'that it computes'}`);
  const form = told === undefined ? (isUrl(input, { names, text, isCertain: true }) ? 'text' : 'unknown') : isLiteral(told, names) ? (options ? 'both' : 'options') : 'unknown';
  return { method: written, known, form, proxy: proxies.length === 0 ? undefined : proxies.length === 1 && proxies[0] ? 'off' : 'maybe' };
}

/** Options of which each is seen; those that begin as what url.parse() gave have others. */
function isLiteral(told: Node, names: NameUses): boolean {
  const node = unwrap(told);
  const declared = node.type === 'Identifier' ? names.bindings.get(node)?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init) : undefined;
  return (declared ? declared.parent.init : node).type === 'ObjectExpression';
}

/** @throws Unfit for an option that fetch does not have */
function judge(client: HttpClient, key: string, value: Node, at: Node): 'carried' | 'idle' {
  const rule = Object.hasOwn(client.options, key) ? client.options[key]! : undefined;
  if (rule === 'timeout') throw new Unfit('http-timeout', at);
  const isUnknown = rule === undefined || (rule === 'switch' && !isSwitch(value)) || (rule === 'off' && !isOff(value)) || (rule === 'on' && !isTrue(value));
  if (isUnknown) throw new Unfit('http-options', at, key);
  return rule === 'off' || rule === 'on' || (rule === 'json' && isOff(value)) ? 'idle' : 'carried';
}

/** @returns undefined where the code computes it */
function methodOf(verb: string | undefined, given: Node | undefined): string | undefined {
  if (verb !== undefined) return verb;
  if (given && given.type !== 'StringLiteral') return undefined;
  const written: string = given ? given['value'] : 'GET';
  const method = written.toUpperCase();
  if (!METHODS.test(method) || UNFRAMED_METHODS.has(method) && method !== 'DELETE') throw new Unfit('http-options', given!, `the method ${method}`);
  return written;
}

const AUTH = /^(user|username|pass|password|bearer)$/;

function checkAuth(value: Node, text: string): void {
  if (value.type !== 'ObjectExpression') throw new Unfit('http-options', value, `auth: ${shown(value, text)}`);
  for (const property of value['properties'] as Node[]) {
    const name = property.type === 'ObjectProperty' ? keyName(property['key'], property['computed']) : undefined;
    const isImmediate = name === 'sendImmediately' && isTrue(unwrap(property['value']));
    if (name === undefined || !(AUTH.test(name) || isImmediate)) throw new Unfit('http-options', property, `auth: ${shown(property, text)}`);
  }
}

/** A string or a Buffer for certain. */
function isText(expression: Node, names: NameUses): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'StringLiteral': case 'TemplateLiteral': return true;
    case 'BinaryExpression': return node.operator === '+' && [node.left, node.right].some((side) => isText(side, names));
    case 'ConditionalExpression': return isText(node.consequent, names) && isText(node.alternate, names);
    case 'CallExpression': {
      const { callee } = node;
      const origin = originOf(callee, names);
      if (origin) return /^(node:)?(querystring|qs)$/.test(origin.specifier) && /^(stringify|encode)$/.test(origin.path);
      if (callee.type === 'Identifier') return callee.name === 'String' && !names.bindings.get(callee);
      if (callee.type !== 'MemberExpression' || callee.computed) return false;
      const owner = callee.object.type === 'Identifier' && !names.bindings.get(callee.object) ? `${callee.object.name}.` : '';
      return /^(JSON\.stringify|Buffer\.(from|concat))$/.test(`${owner}${callee.property.name}`) || /^(toString|trim|join)$/.test(callee.property.name);
    }
    case 'Identifier': {
      const binding = names.bindings.get(node);
      const declared = binding?.uses.find(({ parent }) => parent?.type === 'VariableDeclarator' && parent.init);
      if (declared) return declared.parent.id === declared && !binding!.uses.some(isAssigned) && isText(declared.parent.init, names);
      return binding?.kinds.has('param') === true && binding.uses.some(({ typeAnnotation }) => /^(TSStringKeyword|StringTypeAnnotation)$/.test(typeAnnotation?.typeAnnotation?.type ?? ''));
    }
    default: return false;
  }
}
