// streams-to-await: promises made by hand that collect what a file's stream gives become loops over the stream.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'streams-to-await',
  description: 'promises that collect a file stream by its data, end and error events become for await loops',
  recommended: false,
});

export default asJscodeshift(transform);
