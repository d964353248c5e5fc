// http-to-fetch: requests of http and https that a promise is made of become an awaited fetch.
import { asJscodeshift } from '../../src/adapter/as-jscodeshift.ts';
import { defineTransform } from '../../src/adapter/define-transform.ts';

export const transform = defineTransform({
  name: 'http-to-fetch',
  description: 'replaces http.get and http.request in promise executors by an awaited fetch; some headers of the requests change',
  recommended: false,
  whenNamed: true,
});

export default asJscodeshift(transform);
