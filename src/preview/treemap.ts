// A squarified treemap (Bruls, Huizing, van Wijk 2000): areas in proportion to sizes, cells as near to squares as it goes.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One box for each of `sizes` (above 0, largest first), which together fill `box`. */
export function squarify(sizes: readonly number[], box: Box): Box[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= 0 || box.width <= 0 || box.height <= 0) return sizes.map(() => ({ x: box.x, y: box.y, width: 0, height: 0 }));
  const areas = sizes.map((size) => (size / total) * box.width * box.height);
  const placed: Box[] = [];
  let { x, y, width, height } = box;
  for (let from = 0; from < areas.length; ) {
    const side = Math.min(width, height);
    let to = from + 1;
    let sum = areas[from]!;
    for (; to < areas.length; to++) {
      const next = sum + areas[to]!;
      if (worst(areas[from]!, areas[to]!, next, side) > worst(areas[from]!, areas[to - 1]!, sum, side)) break;
      sum = next;
    }
    const depth = side > 0 ? sum / side : 0;
    let along = 0;
    for (const area of areas.slice(from, to)) {
      const length = depth > 0 ? area / depth : 0;
      placed.push(width >= height ? { x, y: y + along, width: depth, height: length } : { x: x + along, y, width: length, height: depth });
      along += length;
    }
    if (width >= height) {
      x += depth;
      width -= depth;
    } else {
      y += depth;
      height -= depth;
    }
    from = to;
  }
  return placed;
}

/** The worst ratio of sides in a row whose areas lie between `largest` and `smallest`. */
function worst(largest: number, smallest: number, sum: number, side: number): number {
  const square = sum * sum;
  return Math.max((side * side * largest) / square, square / (side * side * smallest));
}
