import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { observe } from "../../dsl/rename/observe.ts";
import { renameColumn } from "../../dsl/rename/rename-column.ts";

/** As a program: renames every column of the transforms in a folder, and prints what was refused, one line each. Writes nothing. */
const [, , transforms = ""] = process.argv;
const { plan } = await observe(transforms);
let renamed = 0;
for (const table of [...plan.sources, ...plan.tables]) {
  for (const { name } of table.columns) {
    for (const alsoInFiles of [false, true]) {
      try {
        await renameColumn({ transforms, table: table.name, column: name, to: "renamedColumn", alsoInFiles });
        renamed += 1;
      } catch (failure) {
        if (!(failure instanceof Refusal)) throw failure;
        for (const { code, parameters } of failure.problems)
          console.log(`${table.name}.${name} ${alsoInFiles} ${code}: ${wordsOf(code, parameters).message}`);
      }
    }
  }
}
console.log(`${renamed} renamed`);
