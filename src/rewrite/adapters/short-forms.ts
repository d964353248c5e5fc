// The short chains behind a twin that adapters write: read as one word each, and another run leaves them as they are.

const FORMS = [
  /^\.then\(\(\) => true, \(\) => false\)$/,
  /^\.catch\(\(error\) => \(error\.code === (['"])ENOENT\1 \? undefined : Promise\.reject\(error\)\)\)$/,
  /^\.then\(breadthFirst\d*\)$/,
  /^\.then\(\(made\) => \(Array\.isArray\(made\) \? undefined : made\)\)$/,
];

/** @param suffix what stands behind the call of the twin */
export const isShortForm = (suffix: string): boolean => FORMS.some((form) => form.test(suffix));
