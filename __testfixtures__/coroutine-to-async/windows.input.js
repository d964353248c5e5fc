// Tabs, CRLF, comments between.
const co = require("co"), other = 1;

const load = async (id) => step("load", id, other);

exports.read = co.wrap(/* a */ function * /* b */ (id) {
	// c
	return yield /* d */ load(id); // e
} /* f */);
