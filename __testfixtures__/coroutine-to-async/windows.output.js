// Tabs, CRLF, comments between.
const other = 1;

const load = async (id) => step("load", id, other);

exports.read = /* a */ async function /* b */ (id) {
	// c
	return await /* d */ load(id); // e
} /* f */;
