// bound-concurrency: calls that a list begins all at once wait for their turn, and reads that followed one another are begun together.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'bound-concurrency',
  description: 'of calls that Promise.all begins for all of a list at once, so many as --concurrency says are under way at a time',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
