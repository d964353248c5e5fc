// Assertions on a promise that compare it with a value: they fail always, or hold always, and say nothing of the value.
import { unwrap, type Node } from '../../syntax/node.ts';
import { isCall, isMember, memberName, type FileView } from '../static/tree.ts';
import type { Certainty } from './certain-promises.ts';
import { isLiteral } from './literals.ts';

/** Functions of Node's assert, and of those made after it, that compare two values. */
const COMPARES = /(?:^|\.)(?:equal|equals|strictEqual|notEqual|notStrictEqual|deepEqual|deepStrictEqual|notDeepEqual|notDeepStrictEqual|match|doesNotMatch|include|lengthOf)$/;
const ASSERT = /^(?:node:)?(?:assert|chai\.assert|power-assert)(?:\/strict)?(?:\.default|\.strict)?(?:\.(\w+))?$/;
/** What `expect(…)` ends in when it looks at a value. */
const MATCHERS = /^(?:toBe|toEqual|toStrictEqual|toMatchObject|toContain|toContainEqual|toHaveLength|toBeGreaterThan|toBeGreaterThanOrEqual|toBeLessThan|toBeLessThanOrEqual|toBeCloseTo|toMatch|equal|equals|eql|eq|lengthOf|include|above|below|match)$/;
const NULLARY = /^(?:toBeNull|toBeUndefined|toBeNaN|null|undefined|true|false|empty)$/;
const TRUTH = /^(?:toBeTruthy|toBeFalsy|ok)$/;
/** Assertions that are told about promises. */
const WAITS = /^(?:resolves|rejects|eventually|become|fulfilled|rejected|rejectedWith|instanceof|instanceOf|toBeInstanceOf)$/;

/** True when argument `index` of `call`, a promise, is asserted to be a value. */
export function isAssertedValue(call: Node, index: number, file: FileView, certainty: Certainty): boolean {
  const member = assertMember(call, file);
  if (member !== undefined) {
    if (member === '' || member === 'ok' || member === 'isTrue' || member === 'isFalse' || member === 'isOk') return index === 0 && certainty.held === 'value';
    return COMPARES.test(member) && index <= 1 && isPlain(call.arguments[1 - index], file);
  }
  return index === 0 && call.callee.type === 'Identifier' && call.callee.name === 'expect' && isMatched(call, certainty, file);
}

/** `equal` of a call of an assertion; '' for `assert(…)`. */
function assertMember(call: Node, file: FileView): string | undefined {
  const site = file.siteAt(call);
  const paths = [...(site?.externals ?? [])];
  if (!site || site.unknown || site.targets.size > 0 || paths.length === 0) return undefined;
  const members = paths.map((path) => ASSERT.exec(path));
  return members.every((found) => found !== null) ? (members[0]![1] ?? '') : undefined;
}

/** A value that is no promise, by the look of it. */
function isPlain(node: Node | undefined, file: FileView): boolean {
  if (!node) return false;
  const value = unwrap(node);
  if (isLiteral(value) || /^(?:ObjectExpression|ArrayExpression|RegExpLiteral|AwaitExpression)$/.test(value.type)) return true;
  if (value.type !== 'Identifier') return false;
  const binding = file.bindings.of(value);
  return binding !== undefined && !binding.parameter && binding.values.length === 1 && binding.values[0]!.type !== 'Identifier' && isPlain(binding.values[0], file);
}

/** `expect(promise).toBe(1)` */
function isMatched(call: Node, { held }: Certainty, file: FileView): boolean {
  const names: string[] = [];
  let at = call;
  while (isMember(at.parent) && at.parent.object === at) {
    at = at.parent;
    names.push(memberName(at) ?? '?');
    if (isCall(at.parent) && at.parent.callee === at) {
      const matcher: Node = at.parent;
      const last = names.at(-1)!;
      if (names.some((name) => WAITS.test(name)) || isMember(matcher.parent)) return false;
      if (MATCHERS.test(last)) return isPlain(matcher.arguments[0], file);
      return NULLARY.test(last) ? held === 'value' : TRUTH.test(last) && held === 'value';
    }
  }
  const last = names.at(-1) ?? '';
  return at.parent?.type === 'ExpressionStatement' && !names.some((name) => WAITS.test(name)) && (NULLARY.test(last) || TRUTH.test(last)) && held === 'value';
}
