// callback-to-await: error-first callbacks become await, with the functions that take them, all their callers and tests.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'callback-to-await',
  description: 'error-first callbacks of Node become await, with the functions that take a callback, their callers and tests',
  recommended: false,
});

export default asJscodeshift(transform);
