// Fills a template with docxtemplater once for each line that it is sent, and answers with the CPU seconds that it took.
// node docxtemplater.cjs MODULES TEMPLATE DATA OUT
const fs = require("fs");
const path = require("path");
const [modules, template, data, out] = process.argv.slice(2);
const PizZip = require(path.join(modules, "pizzip"));
const Docxtemplater = require(path.join(modules, "docxtemplater"));
const context = JSON.parse(fs.readFileSync(data, "utf-8"));

function parser(tag) {
  const name = tag.trim();
  return { get: (scope) => scope[name] };
}

function fill() {
  const options = { delimiters: { start: "{{", end: "}}" }, parser };
  const made = new Docxtemplater(new PizZip(fs.readFileSync(template)), options);
  made.render(context);
  fs.writeFileSync(out, made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", () => {
    const before = process.cpuUsage();
    fill();
    const used = process.cpuUsage(before);
    console.log((used.user + used.system) / 1e6);
  });
