// The picture of the program: every file as an area, coloured by whether it blocks, becomes async, or waits for others.
import type { Previewed } from './previewed.ts';
import { count, printable } from './printable.ts';
import { safe } from './safe-html.ts';
import { siteNoun } from './site-words.ts';
import { squarify, type Box } from './treemap.ts';

/** What becomes of a file. */
export type FileState = 'moves' | 'mixed' | 'blocks' | 'waits' | 'quiet';

export const STATES: readonly { readonly state: FileState; readonly label: string }[] = [
  { state: 'moves', label: 'blocks now, becomes async' },
  { state: 'mixed', label: 'becomes async in part' },
  { state: 'waits', label: 'changes, to await others' },
  { state: 'blocks', label: 'goes on blocking' },
  { state: 'quiet', label: 'not concerned' },
];

interface Cell {
  readonly name: string;
  /** Undefined for files that were put together. */
  readonly file: string | undefined;
  readonly state: FileState;
  readonly size: number;
  readonly moving: number;
  readonly staying: number;
  readonly files: number;
}

interface Folder {
  readonly name: string;
  readonly children: Node[];
}

type Node = Cell | Folder;
const isFolder = (node: Node): node is Folder => 'children' in node;

const WIDTH = 1120;
const HEIGHT = 460;
const LABEL = 15;
/** From this many cells on, the files of a folder that are not concerned become one cell. */
const MANY = 300;

/** Everything is in the picture: files that are not concerned too, so that one sees how much of the program blocks. */
export function programMap({ plan, changes, sources }: Previewed): string {
  const calls = new Map<string, { moving: number; staying: number }>();
  for (const { file, outcome } of plan.sites) {
    const known = calls.get(file) ?? { moving: 0, staying: 0 };
    if (outcome === 'migrated' || outcome === 'twinned') known.moving++;
    else known.staying++;
    calls.set(file, known);
  }
  const changed = new Set(changes.map(({ file }) => file));
  const cells = [...sources.values()].map(({ id, text }): Cell => {
    const { moving, staying } = calls.get(id) ?? { moving: 0, staying: 0 };
    return { name: id.slice(id.lastIndexOf('/') + 1), file: id, state: stateOf(moving, staying, changed.has(id)), size: Math.max(200, text.length), moving, staying, files: 1 };
  });
  if (cells.length === 0) return '';
  const shapes: string[] = [];
  draw(treeOf(cells, cells.length > MANY), { x: 0, y: 0, width: WIDTH, height: HEIGHT }, 0, shapes, siteNoun(plan));
  return `<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="The files of the program by size, coloured by what becomes of them">${shapes.join('')}</svg>`;
}

export function stateOf(moving: number, staying: number, isChanged: boolean): FileState {
  if (moving > 0) return staying > 0 ? 'mixed' : 'moves';
  if (staying > 0) return isChanged ? 'mixed' : 'blocks';
  return isChanged ? 'waits' : 'quiet';
}

function treeOf(cells: readonly Cell[], isCrowded: boolean): Folder {
  const top: Folder = { name: '', children: [] };
  const folders = new Map<string, Folder>([['', top]]);
  const folderAt = (path: string): Folder => {
    const known = folders.get(path);
    if (known) return known;
    const slash = path.lastIndexOf('/');
    const made: Folder = { name: path.slice(slash + 1), children: [] };
    folders.set(path, made);
    folderAt(slash < 0 ? '' : path.slice(0, slash)).children.push(made);
    return made;
  };
  const quiet = new Map<Folder, Cell[]>();
  for (const cell of cells) {
    const slash = cell.file!.lastIndexOf('/');
    const folder = folderAt(slash < 0 ? '' : cell.file!.slice(0, slash));
    if (isCrowded && cell.state === 'quiet') quiet.set(folder, [...(quiet.get(folder) ?? []), cell]);
    else folder.children.push(cell);
  }
  for (const [folder, some] of quiet) folder.children.push(some.length === 1 ? some[0]! : { name: count(some.length, 'other file'), file: undefined, state: 'quiet', size: some.reduce((n, { size }) => n + size, 0), moving: 0, staying: 0, files: some.length });
  return joined(top);
}

/** Folders that hold nothing but one folder become one: `src/cli`. */
function joined(folder: Folder): Folder {
  const children = folder.children.map((child) => (isFolder(child) ? joined(child) : child));
  const [only] = children;
  if (children.length === 1 && only && isFolder(only)) return { name: folder.name === '' ? only.name : `${folder.name}/${only.name}`, children: only.children };
  return { name: folder.name, children };
}

const sizeOf = (node: Node): number => (isFolder(node) ? node.children.reduce((n, child) => n + sizeOf(child), 0) : node.size);

function draw(node: Node, box: Box, depth: number, shapes: string[], noun: string): void {
  if (!isFolder(node)) {
    shapes.push(cellShape(node, box, noun));
    return;
  }
  let inner = box;
  if (node.name !== '' && depth <= 3) {
    const hasLabel = box.width > 50 && box.height > 2 * LABEL;
    shapes.push(`<rect class="folder" ${at(box)}/>`);
    if (hasLabel) shapes.push(label(node.name, box.x + 3, box.y + 11, box.width - 6, 'folder-name'));
    const top = hasLabel ? LABEL : 1;
    inner = { x: box.x + 2, y: box.y + top, width: Math.max(0, box.width - 4), height: Math.max(0, box.height - top - 2) };
  }
  const children = node.children.map((child) => ({ child, size: sizeOf(child) })).sort((a, b) => b.size - a.size || (a.child.name < b.child.name ? -1 : 1));
  const boxes = squarify(children.map(({ size }) => size), inner);
  for (const [index, { child }] of children.entries()) draw(child, boxes[index]!, depth + 1, shapes, noun);
}

function cellShape({ name, file, state, moving, staying }: Cell, box: Box, noun: string): string {
  const inner = { x: box.x + 0.75, y: box.y + 0.75, width: Math.max(0, box.width - 1.5), height: Math.max(0, box.height - 1.5) };
  const words = STATES.find((one) => one.state === state)!.label;
  const numbers = [...(moving > 0 ? [`${moving} can be migrated`] : []), ...(staying > 0 ? [`${staying} stay`] : [])].join(', ');
  const title = `${file ?? name}: ${words}${numbers === '' ? '' : ` (${noun}s: ${numbers})`}`;
  const sum = moving + staying;
  const text = box.width > 34 && box.height > 15 ? label(name, inner.x + 3, inner.y + 12, inner.width - 5, 'cell-name') : '';
  const number = sum > 0 && box.width > 34 && box.height > 32 ? `<text class="cell-count" x="${round(inner.x + 3)}" y="${round(inner.y + 27)}">${state === 'mixed' && box.width > 60 ? `${moving} of ${sum}` : sum}</text>` : '';
  return `<g class="cell ${state}"${file === undefined ? '' : ` data-file="${safe(file)}"`}><title>${safe(title)}</title><rect ${at(inner)} rx="2"/>${text}${number}</g>`;
}

/** As much of a name as fits: names are drawn in a font whose letters are about 6.2 wide. */
function label(name: string, x: number, y: number, width: number, kind: string): string {
  const room = Math.floor(width / 6.2);
  const shown = printable(name);
  if (room < 3) return '';
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}">${safe(shown.length <= room ? shown : `${shown.slice(0, room - 1)}…`)}</text>`;
}

const round = (n: number): string => String(Math.round(n * 100) / 100);
const at = ({ x, y, width, height }: Box): string => `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
