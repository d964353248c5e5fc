// The plan as one page that needs nothing else: no font, no picture, no script from anywhere. It can be mailed and opened offline.
import { createHash } from 'node:crypto';
import { pageData, type PageData } from './page-data.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';
import { generally, type Previewed } from './previewed.ts';
import { count } from './printable.ts';
import { programMap, STATES } from './program-map.ts';
import { safe, safeJson } from './safe-html.ts';
import { siteNoun } from './site-words.ts';
import { refusalGroups } from './summary.ts';

/** The page as text. */
export function page(previewed: Previewed): string {
  const data = pageData(previewed);
  const { plan, summary, version } = previewed;
  const parts = [
    '<h1>unblock</h1>',
    `<p class="dim">What blocks the event loop, and what can wait instead. Made by unblock ${safe(version)} with <code>--public-api ${safe(plan.options.publicApi)}</code>; nothing was written.</p>`,
    tiles(previewed),
    bar([['moves', summary.migrated], ['waits', summary.twinned], ['blocks', summary.refused], ['mixed', summary.failed]]),
    ...problems(previewed),
    '<h2>The program</h2>',
    `<p class="dim">Each area is a file, as large as its text; the number says how many ${siteNoun(plan)}s stand in it (6 of 8: so many of them can be migrated). Click one to see what becomes of it.</p>`,
    programMap(previewed),
    `<ul class="legend">${STATES.map(({ state, label }) => `<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="${state}" width="12" height="12" rx="2"/></svg>${label}</li>`).join('')}</ul>`,
    `<h2 id="changes">Changes</h2>`,
    ...changes(data),
    '<h2 id="stays">What stays, by reason</h2>',
    ...stays(previewed, data),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'">
<title>unblock</title><style>${STYLE}</style></head><body>
${parts.join('\n')}
<noscript><p class="fault">Changes and chains are drawn by the script of this page, which is switched off.</p></noscript>
<script type="application/json" id="data">${safeJson(data)}</script>
<script>${SCRIPT}</script>
</body></html>
`;
}

/** Only this very text may act, so that nothing that slips into the page can. */
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function tiles({ summary, plan }: Previewed): string {
  const numbers: [kind: string, n: number, words: string][] = [
    ['', summary.sites, count(summary.sites, siteNoun(plan)).replace(/^\S+ /, '')],
    ['moves', summary.migrated, 'can be migrated'],
    ['waits', summary.twinned, 'get an async twin'],
    ['blocks', summary.refused, 'stay, with a reason'],
    ...(summary.failed > 0 ? [['mixed', summary.failed, 'could not be handled'] as [string, number, string]] : []),
    ['', summary.filesChanged, summary.filesChanged === 1 ? 'file to change' : 'files to change'],
  ];
  return `<ul class="tiles">${numbers.map(([kind, n, words]) => `<li class="${kind}"><b>${n}</b>${words}</li>`).join('')}</ul>`;
}

function bar(parts: readonly (readonly [kind: string, n: number])[]): string {
  const total = parts.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return '';
  let x = 0;
  const rects = parts.map(([kind, n]) => {
    const width = (n / total) * 1000;
    const rect = n === 0 ? '' : `<rect class="${kind}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="14"/>`;
    x += width;
    return rect;
  });
  return `<svg class="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">${rects.join('')}</svg>`;
}

function problems({ plan }: Previewed): string[] {
  if (plan.problems.length === 0) return [];
  const rows = plan.problems.map(({ file, line, code, message }) => `<li><code>${safe(file)}${line === undefined ? '' : `:${line}`}</code> ${safe(code)}: ${safe(message)}</li>`);
  return [`<h2 class="fault">${count(plan.problems.length, 'file')} could not be handled</h2><ul>${rows.join('')}</ul>`];
}

function changes({ changes }: PageData): string[] {
  if (changes.length === 0) return ['<p>Nothing changes.</p>'];
  return [
    '<div class="tools"><input type="search" id="search" placeholder="file, function, API, reason, code" aria-label="Search the changes"><button id="all">open or close all</button><span class="dim" id="shown"></span></div>',
    ...changes.map(({ file, added, removed, names }, index) => {
      const about = names.slice(0, 6).join(', ') + (names.length > 6 ? ', …' : '');
      return `<details data-change="${index}"${index === 0 ? ' open' : ''}><summary><code>${safe(file)}</code><span class="n"><span class="plus">+${added}</span> <span class="minus">−${removed}</span> ${safe(about)}</span></summary><div class="inside"></div></details>`;
    }),
  ];
}

function stays({ plan, rules }: Previewed, { stays }: PageData): string[] {
  const groups = refusalGroups(plan);
  if (groups.length === 0) return [`<p>Nothing: every ${siteNoun(plan)} can be migrated.</p>`];
  return groups.map(({ reason, count: n }) => {
    const rule = rules.find(({ id }) => id === reason);
    const words = rule ? `${generally(rule.what)}. To migrate it: ${rule.todo}.` : reason;
    const hasCalls = Object.hasOwn(stays, reason);
    return `<details${hasCalls ? ` data-reason="${safe(reason)}"` : ''}><summary><b>${n}</b> <code>${safe(reason)}</code><span class="n">${safe(words)}</span></summary><div class="inside"></div></details>`;
  });
}
