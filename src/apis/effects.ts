// Which synchronous functions change nothing: handlers that call only these may run beside one another.

/** They look at files. */
const READS = /^(?:fs|graceful-fs|fs-extra)\.(?:access|exists|stat|lstat|fstat|statfs|readFile|readdir|readlink|realpath(?:\.native)?|readJson|readJSON|pathExists|close)Sync$|^(?:glob|globby|fast-glob|tinyglobby|find-up|pkg-up|pkg-dir|locate-path|path-exists|path-type|which|resolve|read-pkg|read-pkg-up|read-package-up|load-json-file|load-yaml-file|walk-sync|klaw-sync|isbinaryfile|hasha|cosmiconfig|lilconfig|gray-matter)(?:[.(/]|$)|^jsonfile\.readFileSync$/;

/** They compute. */
const COMPUTES = /^(?:crypto|zlib)\.|^(?:bcrypt|bcryptjs|prettier|terser|sass|esbuild|@babel\/core)\./;

/** Commands that look at the system and change nothing, by their first words. */
const LOOKS = /^(?:git (?:log|rev-parse|describe|show|ls-files|diff)|ls|cat|df|du|ps|uname|hostname|whoami|which|date|uptime|free|id|wc|head|tail|stat|sw_vers|node (?:-v|--version)|npm (?:-v|--version))(?: |$)/;
/** No redirection, no second command, no substitution. */
const PLAIN = /^[\w\s./:=@,+%~'"-]+$/;

/** What a synchronous function does to what others see. */
export type Effect = 'reads' | 'computes' | 'changes' | 'command';

/** @param path `fs.readFileSync` */
export const effectOf = (path: string): Effect => (/^child_process\./.test(path) || /^(?:execa|cross-spawn|shelljs)\b/.test(path) ? 'command' : READS.test(path) ? 'reads' : COMPUTES.test(path) ? 'computes' : 'changes');

/** Whether a command line changes nothing. */
export const isLook = (command: string): boolean => LOOKS.test(command.trim()) && PLAIN.test(command);

/** Functions that change the one file that their argument names, with the index of that argument. */
export const changedFile = (path: string): number | undefined => {
  const name = /^(?:fs|graceful-fs|fs-extra)\.(\w+)Sync$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  return /^(?:writeFile|appendFile|truncate|unlink|outputFile|outputJson|outputJSON|writeJson|writeJSON)$/.test(name) ? 0 : name === 'copyFile' ? 1 : undefined;
};
