// The file's own style: tabs, double quotes, no semicolons.
function load(id) {
	return step("load", id).then(a => {
		log("loaded")
		return step("next", a)
	}).then(b => {
		[b, b].forEach((each) => log(each))
	}).catch(e => log("failed", e.message))
}

const list = (id) => step("list", id).then((all) => all.length)

module.exports = { load, list }
