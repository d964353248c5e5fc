// missing-await: promises that are taken for the value that they will hold are awaited.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'missing-await',
  description: 'awaits promises that are taken for their value, and lists those that nobody waits for; changes what the program does',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
