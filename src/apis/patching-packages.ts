// Packages that put functions of their own into a module of Node, for all who use it, once one of theirs is called.

/** Package -> the module, of which any function may be another one then. */
export const PATCHING_PACKAGES: ReadonlyMap<string, string> = new Map([
  // https://github.com/isaacs/mutate-fs: fail(), statFail(), statMutate(), zenoRead(), pass(), …; fs.promises is left alone
  ['mutate-fs', 'fs'],
  // https://github.com/streamich/fs-monkey: patchFs() writes over fs
  ['fs-monkey', 'fs'],
]);
