// Tools that load code by its path or by the name of its package and use at once what its functions answer.

/** A tool, and how packages that extend it are called. */
interface Host {
  readonly name: string;
  readonly packages: RegExp;
}

/** Facts: the tools' own documentation, which also prescribes the names. None of these awaits what such a package exports. */
const HOSTS: readonly Host[] = [
  // https://eslint.org/docs/latest/extend/plugins: rules and processors run synchronously
  { name: 'ESLint', packages: /^(?:@[^/]+\/)?eslint-(?:plugin|config|import-resolver)(?:-|$)/ },
  // https://babeljs.io/docs/plugins: visitors run synchronously, plugin functions too under transformSync and require hooks
  { name: 'Babel', packages: /^(?:@[^/]+\/)?babel-(?:plugin|preset)(?:-|$)/ },
  // https://prettier.io/docs/plugins: printers are synchronous
  { name: 'Prettier', packages: /^(?:@[^/]+\/)?prettier-(?:plugin|config)(?:-|$)/ },
  // https://stylelint.io/user-guide/configure: a configuration is a value; rules may answer promises and are not listed
  { name: 'stylelint', packages: /^(?:@[^/]+\/)?stylelint-config(?:-|$)/ },
  // https://typescript-eslint.io, https://tslint.org: walkers are synchronous
  { name: 'TSLint', packages: /^(?:@[^/]+\/)?tslint-(?:config|rules)(?:-|$)/ },
  // https://commitlint.js.org/reference/configuration
  { name: 'the linter of commit messages', packages: /^(?:@[^/]+\/)?commitlint-plugin(?:-|$)/ },
];

/** The tool that a package of this name extends, when it does not wait for what the package's functions answer. */
export const hostOfPackage = (name: string): string | undefined => HOSTS.find(({ packages }) => packages.test(name))?.name;

/** Keys of configurations, in whatever format, whose values are files that the tool loads and calls without waiting. */
export const HOST_KEYS: ReadonlySet<string> = new Set([
  // webpack
  'loader', 'loaders', 'use',
  // Babel, ESLint, Prettier, stylelint, PostCSS
  'plugins', 'presets', 'parser', 'processors', 'customSyntax', 'extends', 'rulePaths',
  // browserify, jest
  'transform', 'transforms', 'resolver', 'snapshotSerializers', 'testEnvironment', 'testSequencer', 'reporter', 'reporters',
]);
