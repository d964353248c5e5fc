// coroutine-to-async: generators that a runner drives become async functions.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'coroutine-to-async',
  description: 'generator coroutines (co, bluebird.coroutine, Q.async) become async functions',
  recommended: false,
});

export default asJscodeshift(transform);
