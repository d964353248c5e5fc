// The entry of a program as a root: its signal aborts on SIGINT and SIGTERM, unless the program does something with them itself.
import type { Fn, Linked, Site } from '../../resolve/linked.ts';
import { walk } from '../../syntax/node.ts';
import type { CancelFiles } from './files.ts';
import type { Stays } from './takers.ts';

/** Packages that listen to the signals of the process. */
const LISTENING = /^(?:signal-exit|exit-hook|async-exit-hook|death|node-cleanup|node-graceful|terminus|@godaddy\/terminus|http-graceful-shutdown|close-with-grace|stoppable|lightship)$/;

/** Where the program listens to SIGINT or SIGTERM itself. */
export function ownHandler(linked: Linked, files: CancelFiles): string | undefined {
  for (const site of linked.sites) {
    const source = files.source(site.file);
    if (source?.role === 'test' || !/^SIG(?:INT|TERM)$/.test(site.fact.literals[0] ?? '')) continue;
    if (/^(?:on|once|addListener|prependListener|prependOnceListener)$/.test(site.fact.member ?? '')) return `${source!.id}:${site.fact.line}`;
  }
  for (const { file, imports } of linked.files) {
    const name = imports.find((each) => LISTENING.test(each));
    if (name !== undefined) return `${name} in ${file}`;
  }
  return undefined;
}

/** The one call of the entry, at the top level of its file; or why it is not one. */
export function entryCall(fn: Fn, index: number, linked: Linked, files: CancelFiles): Site | Stays {
  const stays = (to: string): Stays => ({ code: 'cancel-kind', to: `${fn.fact.name}: ${to}` });
  const own = ownHandler(linked, files);
  if (own !== undefined) return { code: 'cancel-own-handler', to: own };
  if (!fn.fact.isAsync) return stays('it is not async');
  const [site, ...others] = linked.callers[fn.id]!;
  if (!site || others.length > 0 || linked.fns[site.within]!.fact.kind !== 'module' || fn.escapes.some(({ reason }) => reason !== 'public-api' && reason !== 'directive')) return stays('it is not called once, at the top level of a file');
  const call = files.callOf(site);
  if (!call || site.fact.kind !== 'call' || site.fact.optional || site.unknown || site.targets.size > 1 || site.externals.size > 0 || site.fact.spread >= 0 || site.fact.args.length > index) return stays('it is not certain what is called');
  let waits = false;
  for (const argument of call['arguments']) walk(argument, (node) => { if (node.type === 'AwaitExpression') waits = true; });
  return waits ? stays('its arguments wait for something') : site;
}
