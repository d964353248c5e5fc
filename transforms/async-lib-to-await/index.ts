// async-lib-to-await: calls of the library async with a final callback become await, with the functions around them.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'async-lib-to-await',
  description: 'final callbacks of the library async (parallel, waterfall, each, ...) become await, with the functions around them',
  recommended: false,
});

export default asJscodeshift(transform);
