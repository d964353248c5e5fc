// Build tools that read files while they bundle: they put the content in the place of `fs.readFileSync(__dirname + …)`.

/** Package names. Facts: their own documentation; none of them knows an asynchronous read. */
export const INLINERS: readonly string[] = [
  'brfs', 'brfs-babel', 'static-module', 'rollup-plugin-brfs', 'transform-loader', 'babel-plugin-inline-fs', 'babel-plugin-transform-inline-fs', 'esbuild-plugin-inline-fs', 'vite-plugin-inline-fs',
];
