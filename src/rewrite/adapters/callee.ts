// The callee that a twin's form asks for.
import type { ApiTwin } from '../../core/api.ts';
import type { ApiSite } from '../../core/rewrite.ts';

/** Expression text of the twin: the member itself, or the local name of its promisified form. */
export const calleeOf = (entry: ApiTwin, site: ApiSite): string =>
  entry.form === 'promisify' ? site.promisified(entry.to) : site.refer(entry.to);
