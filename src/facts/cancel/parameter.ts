// How a function can take a signal: behind its parameters, or as one more property of the options that it destructures.
import type { SignalForm } from '../../core/cancellation.ts';
import { keyName, type Node } from '../../syntax/node.ts';

export interface ParameterForm {
  readonly form: SignalForm;
  /** Index of the argument that holds the signal. */
  readonly index: number;
}

/** The form for a function, or in words why it can take none. */
export function parameterForm(fn: Node, text: string): ParameterForm | string {
  if (fn['generator']) return 'it is a generator';
  if (fn['kind'] === 'get' || fn['kind'] === 'set') return 'it is a getter or a setter';
  if (fn['kind'] === 'constructor') return 'it is a constructor';
  if ((fn['body']['directives'] as Node[] | undefined)?.some(({ value }) => value.value === 'use strict')) return 'it has a directive of its own, which allows no parameter with a default';
  const params = fn['params'] as Node[];
  if (params.some(({ type }) => type === 'RestElement')) return 'it takes any number of arguments';
  if (params[0]?.['name'] === 'this') return 'it says what its this is';
  const last = params.at(-1);
  const pattern = last?.type === 'AssignmentPattern' ? (last['left'] as Node) : last;
  if (pattern?.type !== 'ObjectPattern') return { form: 'append', index: params.length };
  // without a default somebody must hand it options already: one more of them is as good
  const properties = pattern['properties'] as Node[];
  if (properties.some((each) => each.type === 'ObjectProperty' && keyName(each['key'], each['computed'] === true) === 'signal')) return 'its options have a signal already';
  if (properties.some((each) => each.type === 'RestElement' || each['computed'])) return 'its options may have any name';
  if (last!.type === 'AssignmentPattern' && (last!['right'].type !== 'ObjectExpression' || last!['right'].properties.length > 0)) return { form: 'append', index: params.length };
  const type = pattern['typeAnnotation']?.['typeAnnotation'] as Node | undefined;
  if (type && type.type !== 'TSTypeLiteral') return 'its options have a type of their own';
  return text.slice(pattern.start, pattern.end).includes('//') ? { form: 'append', index: params.length } : { form: 'pattern', index: params.length - 1 };
}
