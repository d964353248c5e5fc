// Whether a Node version lies in an `engines.node` range; as much of npm's range syntax as dependencies use.

type Version = readonly [number, number, number];

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** `20`, `20.x`, `v20.1` with how many numbers were given. */
function parse(text: string): { version: Version; given: number } {
  const numbers = text.replace(/^v/, '').split('.').map(Number).filter((part) => !Number.isNaN(part));
  return { version: [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0], given: numbers.length };
}

/** The first version that is no longer the same in its first `digits` numbers. */
const after = ([major, minor, patch]: Version, digits: number): Version =>
  digits === 0 ? [Infinity, 0, 0] : digits === 1 ? [major + 1, 0, 0] : digits === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];

function holds(version: Version, comparator: string): boolean {
  const [, operator = '', rest = ''] = /^(\^|~|>=|<=|>|<|=|)\s*(.*)$/.exec(comparator)!;
  const { version: limit, given } = parse(rest);
  const within = (digits: number): boolean => compare(version, limit) >= 0 && compare(version, after(limit, digits)) < 0;
  switch (operator) {
    case '>=': return compare(version, limit) >= 0;
    case '>': return compare(version, given === 3 ? limit : after(limit, given)) >= (given === 3 ? 1 : 0);
    case '<': return compare(version, limit) < 0;
    case '<=': return compare(version, after(limit, given)) < 0;
    case '^': return within(Math.min(given, limit[0] > 0 ? 1 : 2));
    case '~': return within(Math.min(given, 2));
    default: return within(given);
  }
}

/** True when `version` (`20.19.0`) satisfies `range`. */
export function satisfies(version: string, range: string): boolean {
  return range.split('||').some((all) => {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(all);
    const comparators = hyphen ? [`>=${hyphen[1]}`, `<=${hyphen[2]}`] : all.trim().replace(/([\^~<>=])\s+/g, '$1').split(/\s+/);
    return comparators.every((one) => one === '' || one === '*' || one === 'x' || holds(parse(version).version, one));
  });
}
