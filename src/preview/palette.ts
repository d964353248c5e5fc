// The colours of the terminal views.
import pc from 'picocolors';

/** The colours that the views use: each takes a text and gives it back coloured, or as it was. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly magenta: (text: string) => string;
  readonly inverse: (text: string) => string;
}

/** Real colours, or none. */
export function palette(colour: boolean): Palette {
  const { bold, dim, red, green, yellow, cyan, blue, magenta, inverse } = pc.createColors(colour);
  return { bold, dim, red, green, yellow, cyan, blue, magenta, inverse };
}

/** How a view is laid out: its colours and the columns it may fill. */
export interface Look {
  readonly colours: Palette;
  readonly width: number;
}
