// Names of methods that, whatever they are called on, give no promise that anybody else settles.

/** Names that only functions of strings, arrays, numbers, buffers and the like have: they wait for nothing. */
const PLAIN = /^(?:at|charAt|charCodeAt|codePointAt|concat|copyWithin|endsWith|entries|every|fill|filter|find|findIndex|findLast|flat|forEach|from|hasOwnProperty|includes|indexOf|isArray|isDirectory|isFile|isSymbolicLink|join|keys|lastIndexOf|localeCompare|match|matchAll|normalize|padEnd|padStart|pop|push|reduce|repeat|replace|replaceAll|reverse|search|set|shift|slice|some|sort|splice|split|startsWith|subarray|substr|substring|test|toFixed|toISOString|toLowerCase|toString|toUpperCase|trim|trimEnd|trimStart|unshift|values)$/;

export const isPlainMethod = (name: string): boolean => PLAIN.test(name);
