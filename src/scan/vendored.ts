// Recognises, from the path alone, files that were copied from elsewhere.

const FOLDER = /(?:^|\/)(?:vendor|vendors|third_party|third-party|thirdparty|bower_components|jspm_packages|\.yarn)\//;
const BUNDLE = /\.bundle\.[cm]?js$/;
/** Browser libraries that people save under their name and version: `jquery-1.11.2.js`. */
const VERSIONED_LIBRARY =
  /^(?:angular|backbone|bootstrap|d3|ember|handlebars|jquery|lodash|modernizr|moment|mootools|prototype|raphael|react|require|socket\.io|three|underscore|vue|yui|zepto)(?:[.-][a-z]+)*[.-]v?\d+(?:\.\d+)+(?:[.-][a-z]+)*\.js$/;

/** True when file `id` is somebody else's code. */
export function isVendored(id: string): boolean {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return FOLDER.test(id) || BUNDLE.test(name) || VERSIONED_LIBRARY.test(name);
}
