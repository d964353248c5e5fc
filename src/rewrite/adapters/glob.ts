// glob up to version 8: an empty pattern throws in one form, and gives an empty list in the other.
import type { ApiTwin } from '../../core/api.ts';
import type { AdapterAnswer, ApiSite, ArgumentView } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';
import { noFaithfulTwin } from './refusals.ts';

/** The text shows that there is something in the string: it has a literal part, or is a path that `path` put together. */
function isFilled({ literal, text }: ArgumentView): boolean {
  if (literal !== undefined) return typeof literal === 'string' && literal !== '';
  if (/^`/.test(text)) return text.slice(1, -1).replace(/\$\{[^{}]*\}/g, '') !== '' && !/\$\{[^}]*[{`]/.test(text);
  return /^(?:['"][^'"]+['"]\s*\+|[\w.$]+\s*\+\s*['"][^'"]+['"]$|(?:path\.)?(?:join|resolve)\()/.test(text);
}

export const adaptGlob = (entry: ApiTwin, site: ApiSite): AdapterAnswer =>
  site.args[0] !== undefined && isFilled(site.args[0]) ? { callee: calleeOf(entry, site) } : noFaithfulTwin('an empty pattern throws here, and gives an empty list in the asynchronous form; this one is not seen to hold anything');
