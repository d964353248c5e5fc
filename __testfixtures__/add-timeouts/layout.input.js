const { readFile } = require("fs/promises")

;(async () => {
  const one = await readFile("a.txt", {
    encoding: "utf8" // a comment of its own
  })
  const two = await readFile("b.txt", {
    encoding: "utf8",
    flag: "r",
  })
  const three = await readFile(("c.txt"), ("utf8"))
  const four = await readFile("a.txt", )
  console.log(one, two, three, four.length)
})()
