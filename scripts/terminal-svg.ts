// node --import tsx scripts/terminal-svg.ts: runs the tool on a copy of examples/legacy-app and draws the terminal in docs/demo.svg.
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitAll } from './shared/git.ts';
import { differences, treeOf } from './shared/tree.ts';
import { BIN, buildIfStale, PROJECT, ran } from './shared/unblock.ts';

/** What is typed, in this order; `unblock` is this checkout's. */
const COMMANDS = [
  'npx unblock scan',
  'npx unblock explain bin/archive.js:18',
  'npx unblock run --write | tail -3',
  "npm test | grep -E '^# (pass|fail)'",
  'npx unblock undo',
];

const CELL = { width: 8.43, height: 19, font: 14 } as const;
const MARGIN = 16;
const BAR = 30;
const PLAIN = '#d6dbe4';
/** SGR codes of foreground colours. */
const COLOURS: Readonly<Record<number, string>> = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#56d4dd', 90: '#8b949e' };

interface Run {
  readonly column: number;
  readonly text: string;
  readonly colour: string;
  readonly bold: boolean;
  readonly dim: boolean;
}

/** A line of terminal output in pieces of one look. */
function runsOf(line: string): Run[] {
  const runs: Run[] = [];
  let [column, colour, bold, dim] = [0, PLAIN, false, false];
  for (const [index, part] of line.split(/\u001b\[([\d;]*)m/).entries()) {
    if (index % 2 === 0) {
      if (part !== '') runs.push({ column, text: part, colour, bold, dim });
      column += part.length;
      continue;
    }
    for (const code of part.split(';').map(Number)) {
      if (code === 0) [colour, bold, dim] = [PLAIN, false, false];
      else if (code === 1) bold = true;
      else if (code === 2) dim = true;
      else if (code === 22) [bold, dim] = [false, false];
      else if (code === 39) colour = PLAIN;
      else colour = COLOURS[code] ?? colour;
    }
  }
  return runs;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (value: number): number => Math.round(value * 100) / 100;

/** The lines as a terminal window. */
function svgOf(lines: readonly string[]): string {
  const rows = lines.map(runsOf);
  const columns = Math.max(...rows.flat().map(({ column, text }) => column + text.length));
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = BAR + lines.length * CELL.height + MARGIN;
  const row = (runs: readonly Run[], index: number): string => {
    const y = BAR + (index + 0.75) * CELL.height;
    const spans = runs.map(({ column, text, colour, bold, dim }) =>
      `<tspan x="${round(MARGIN + column * CELL.width)}" fill="${colour}"${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}>${escaped(text)}</tspan>`);
    return spans.length === 0 ? '' : `<text y="${round(y)}" xml:space="preserve">${spans.join('')}</text>\n`;
  };
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map((fill, index) => `<circle cx="${MARGIN + 4 + index * 18}" cy="15" r="5.5" fill="${fill}"/>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A run of unblock in a terminal">
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
${dots}
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${CELL.font}">
${rows.map(row).join('')}</g>
</svg>
`;
}

/** What the terminal shows when `COMMANDS` are typed in `dir`. @throws Error when one of them fails */
async function session(dir: string): Promise<string[]> {
  const lines: string[] = [];
  for (const command of COMMANDS) {
    const words = command.replace('npx unblock', `'${process.execPath}' '${BIN}'`);
    const env = words === command ? { NODE_OPTIONS: '', NO_COLOR: '1' } : { FORCE_COLOR: '1', NO_COLOR: '' };
    const { code, stdout, stderr } = await ran('sh', ['-c', words], dir, env);
    if (code !== 0) throw new Error(`${command} ended with exit code ${code}: ${stderr}`);
    if (lines.length > 0) lines.push('');
    lines.push(`\u001b[32m$\u001b[39m \u001b[1m${command}\u001b[22m`, ...stdout.trimEnd().split('\n'));
  }
  if (!lines.includes('# fail 0')) throw new Error('the tests of the example fail');
  return lines;
}

const folder = await realpath(await mkdtemp(join(tmpdir(), 'unblock-picture-')));
try {
  await buildIfStale();
  const dir = join(folder, 'legacy-app');
  await cp(join(PROJECT, 'examples/legacy-app'), dir, { recursive: true });
  await commitAll(dir, 'as it was');
  const before = await treeOf(dir);
  await writeFile(join(PROJECT, 'docs/demo.svg'), svgOf(await session(dir)));
  const different = differences(before, await treeOf(dir));
  if (different.length > 0) throw new Error(`undo left differences: ${different.join(', ')}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
