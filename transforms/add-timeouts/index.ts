// add-timeouts: awaited operations that may take for ever get a deadline.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'add-timeouts',
  description: 'gives awaited requests, processes, queries and the like the deadlines that --timeout names; what takes longer fails',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
