// Tabs and spaces in one indentation: what is deleted is what stands further right.
async function load(id) {
	    const a = await step("load", id);
	    log(a);
	    if (a) {
	        log("yes");
	    }
	    return step("next", a);
}

module.exports = { load };
