// The transforms and the reason codes as texts, for views that explain them.
import { hazards } from '../hazards/messages.ts';
import type { RuleText } from '../preview/previewed.ts';
import { transforms } from '../../transforms/index.ts';

/** The transforms, then the reason codes. */
export const rules: readonly RuleText[] = [
  ...transforms.map(({ name, description }) => ({ id: name, what: description.replace(/\.$/, ''), todo: `run unblock run ${name}` })),
  ...Object.entries(hazards).map(([id, { what, todo }]) => ({ id, what, todo })),
];
