// Text of other people made safe to show in a terminal, and laid out in columns.

/** Control characters become visible ones (an escape sequence in a source file must not act), tabs and text stay. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** One line of `text`, cut to `width` columns. */
export function oneLine(text: string, width: number): string {
  const line = printable(text.replace(/\s*\r?\n\s*/g, ' '));
  return line.length <= width ? line : `${line.slice(0, Math.max(1, width - 3))}...`;
}

/** `text` broken between words into lines of at most `width` columns, each after `indent`. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text.replace(/\s+/g, ' ').trim()).split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, indent + line] : lines;
}

/** `1 file`, `3 files`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
