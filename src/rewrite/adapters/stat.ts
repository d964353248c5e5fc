// statSync and lstatSync: before Node 24 their twins reject where `throwIfNoEntry: false` asks for undefined.
import type { ApiTwin } from '../../core/api.ts';
import type { Edit } from '../../core/edit.ts';
import type { AdapterAnswer, ApiSite, ArgumentView } from '../../core/rewrite.ts';
import { calleeOf } from './callee.ts';
import { readOptions } from './options.ts';
import { optionsUnknown } from './refusals.ts';

/** `throwIfNoEntry: false` becomes a catch of ENOENT; TypeScript files lose the option, which the twin's types do not know. */
export function adaptStat(entry: ApiTwin, site: ApiSite): AdapterAnswer {
  const options = readOptions(site.args, 1);
  if (options === undefined) return optionsUnknown('the options argument');
  const option = options['throwIfNoEntry'];
  if (option !== undefined && typeof option.literal !== 'boolean') return optionsUnknown('`throwIfNoEntry`');

  const quote = site.style?.quote ?? "'";
  return {
    callee: calleeOf(entry, site),
    ...(option?.literal === false && {
      suffix: `.catch((error) => (error.code === ${quote}ENOENT${quote} ? undefined : Promise.reject(error)))`,
    }),
    ...(option !== undefined && site.lang === 'ts' && { argEdits: [withoutOption(site, option)] }),
  };
}

/** Removes `throwIfNoEntry` from argument 1, or the whole argument when that is all it holds. */
function withoutOption(site: ApiSite, option: ArgumentView): Edit {
  const [path, options] = site.args as readonly [ArgumentView, ArgumentView];
  if (Object.keys(options.properties ?? {}).length === 1) {
    return { span: { start: path.span.end, end: options.span.end }, text: '' };
  }
  const before = options.text.slice(0, option.span.start - options.span.start);
  const after = options.text.slice(option.span.end - options.span.start);
  const key = /,?\s*['"]?throwIfNoEntry['"]?\s*:\s*$/.exec(before)?.[0] ?? '';
  const comma = key.startsWith(',') ? '' : (/^\s*,\s*/.exec(after)?.[0] ?? '');
  const lead = key.startsWith(',') ? '' : (/^\s*/.exec(key)?.[0] ?? '');
  return {
    span: { start: option.span.start - key.length + lead.length, end: option.span.end + comma.length },
    text: '',
  };
}
