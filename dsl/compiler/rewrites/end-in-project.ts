import { copyOf } from "../../operations/projection.ts";
import type { RelationNode } from "../../operations/relation.ts";
import { schemaOfRelation } from "../../operations/rules.ts";

/** The last operation names the columns of the table in their order, so that nothing else can slip in. */
export const endInProject = (root: RelationNode): RelationNode =>
  root.op === "project" || root.op === "aggregate"
    ? root
    : { op: "project", input: root, columns: schemaOfRelation(root).columns.map(({ name }) => copyOf(name)) };
