// Tabs and spaces in one indentation: what is deleted is what stands further right.
function load(id) {
	    return step("load", id).then(function (a) {
	        log(a);
	        if (a) {
	            log("yes");
	        }
	        return step("next", a);
	    });
}

module.exports = { load };
