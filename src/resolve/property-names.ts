// Names of properties that stand for many, or for what is no property at all.

/** The name of a read by a number: properties with names do not answer it. */
export const BY_NUMBER = '#[number]';

/** The property that stands for all that is stored by an index. */
export const BY_INDEX = '#[index]';
/** The property of an array that stands for what is stored under computed names; `*` are its elements. */
export const BY_NAME = '#[named]';

/** What an index, and any other primitive that is no string, can be as a property name. */
export const isNumberName = (name: string): boolean => name === '*' || name === BY_INDEX || /^(-?\d+(\.\d+)?|-?Infinity|NaN|null|undefined|true|false)$/.test(name);

/** Properties that a computed read (`o[name]`) is not taken to mean. */
export const HIDDEN = new Set(['#value', '#[named]', '#items', '#node', '#super', '#initial', 'prototype', 'constructor']);
