// The file's own style: tabs, double quotes, no semicolons.
async function load(id) {
	try {
		const a = await step("load", id)
		log("loaded")
		const b = await step("next", a)
		;[b, b].forEach((each) => log(each))
	} catch (e) {
		return log("failed", e.message)
	}
}

const list = async (id) => {
	const all = await step("list", id)
	return all.length
}

module.exports = { load, list }
