// The result of verify as one page that needs nothing else: no script, no font, no picture from anywhere.
import type { Finding } from '../core/finding.ts';
import { isDifferent, type ExecutedPart, type Verification } from '../core/verification.ts';
import { count } from './printable.ts';
import { safe } from './safe-html.ts';
import { timesOf } from './verification.ts';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}code,pre{font:13px/1.45 ui-monospace,monospace}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
.fault{color:#b00020}.review{color:#8a5a00}.fine{color:#1b6e2c}.dim{color:#666}pre{background:#f5f5f5;padding:.3rem .6rem;margin:.2rem 0;overflow:auto}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#161616}td,th{border-color:#333}pre{background:#222}.fault{color:#ff7b85}.review{color:#e0b050}.fine{color:#79c98a}.dim{color:#999}}`;

/** The page as text. */
export function verificationPage(result: Verification): string {
  const { against, changed, becameAsync, findings, executed, takenBack } = result;
  const verdict = isDifferent(result) ? '<p class="fault"><strong>The migrated program is not the same program.</strong></p>' : `<p class="fine"><strong>No difference found${executed ? '' : ' (nothing was executed)'}.</strong></p>`;
  const faults = findings.filter(({ level }) => level === 'fault');
  const reviews = findings.filter(({ level }) => level === 'review');
  const parts = [
    '<h1>unblock verify</h1>',
    verdict,
    `<p>${count(changed.length, 'changed file')} against ${safe(against)}; ${count(becameAsync, 'function')} became async.</p>`,
    section('Faults found by reading', faults.map(row), 'The static checks found nothing wrong.'),
    ...(reviews.length > 0 ? [section('To review', reviews.map(row), '')] : []),
    ...(executed ? executedParts(executed) : []),
    ...((takenBack ?? []).length > 0 ? [section('To take back', takenBack!.map(({ places, evidence }) => [places.map(code).join('<br>'), safe(evidence)]), '')] : []),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>unblock verify</title><style>${STYLE}</style></head><body>
${parts.join('\n')}
</body></html>
`;
}

function executedParts({ tests, sites, modules, types, delays, findings, seconds, notes, parts: times, ratio }: ExecutedPart): string[] {
  const parts: string[] = [];
  if (tests) {
    parts.push(
      `<h2>Tests</h2><p>${code(tests.command)} (${safe(tests.runner)})</p>
<table><tr><th></th><th>before</th><th>after</th></tr>
<tr><td>passed</td><td>${tests.passedBefore}</td><td>${tests.passedAfter}</td></tr>
<tr><td>seconds</td><td>${tests.secondsBefore.toFixed(1)}</td><td>${tests.secondsAfter.toFixed(1)}</td></tr>
<tr><td>longest stand-still of the event loop</td><td>${tests.blockedMsBefore.toFixed(0)} ms</td><td>${tests.blockedMsAfter.toFixed(0)} ms</td></tr></table>`,
      section('Tests that passed before and do not now', tests.broken.map(({ name, after, message }) => [`${safe(name)} <span class="fault">${after}</span>`, `<pre>${safe(message)}</pre>`]), 'None.'),
    );
    if (tests.flaky.length > 0) parts.push(section('Left out, because they end differently from run to run', tests.flaky.map((name) => [safe(name)]), ''));
  }
  parts.push(section('Seen while running', findings.map(({ kind, place, message }) => [`<span class="fault">${safe(kind)}</span>`, place === undefined ? '' : code(place), safe(message)]), 'No promise was used as a value, no rejection was left unhandled, no order of events changed a result.'));
  if (sites) {
    parts.push(`<h2>Executed by the tests</h2><p>${sites.executed} of ${count(sites.total, 'migrated site')}.</p>`);
    if (sites.notExecuted.length > 0) parts.push(section('Review these first: no test runs them', sites.notExecuted.map(({ file, line, text }) => [code(`${file}:${line}`), code(text)]), ''));
  }
  if (modules.notLoaded.length > 0) parts.push(section('Not loaded, so that nothing is known about their exports', modules.notLoaded.map(({ file, reason }) => [code(file), safe(reason)]), ''));
  const how = [
    ...(modules.compared > 0 ? [`Exports of ${count(modules.compared, 'module')} were compared by loading them.`] : []),
    ...(types ? [`TypeScript ${types.version} of the repository finds ${count(types.errorsBefore, 'error')} before and ${types.errorsAfter} now.`] : []),
    ...(delays.orders.length > 0 ? [`Asynchronous calls were delayed in these orders: ${delays.orders.join(', ')} (seed ${delays.seed}).`] : []),
    ...notes,
    `Executed in ${seconds.toFixed(1)} s: ${timesOf(times)}.${ratio === undefined ? '' : ` That is ${ratio.toFixed(1)} times the tests and the analysis alone.`}`,
  ];
  return [...parts, `<p class="dim">${how.map(safe).join(' ')}</p>`];
}

const row = ({ file, line, column, message, excerpt, code: name, level }: Finding): string[] => [code(`${file}:${line}:${column}`), `<span class="${level}">${safe(message)}</span> <span class="dim">${safe(name)}</span>${excerpt === '' ? '' : `<pre>${safe(excerpt)}</pre>`}`];

function section(title: string, rows: readonly (readonly string[])[], none: string): string {
  const body = rows.length === 0 ? `<p class="fine">${none}</p>` : `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table>`;
  return `<h2>${title}${rows.length > 0 ? ` (${rows.length})` : ''}</h2>${body}`;
}

const code = (text: string): string => `<code>${safe(text)}</code>`;
