// then-to-await: promise chains become await, where they stand.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'then-to-await',
  description: 'promise chains (then, catch, finally) become await in async functions',
  recommended: false,
});

export default asJscodeshift(transform);
