// structured-concurrency: promises that are waited for together stop one another when one fails.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'structured-concurrency',
  description: 'has the other promises of a Promise.all stop when one fails, and a try see the promise that is returned out of it',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
