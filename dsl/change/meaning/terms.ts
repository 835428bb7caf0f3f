/** The number of a term: two terms of one `Terms` have the same number exactly when they are the same. */
export type Id = number;

interface Node {
  readonly own: string;
  readonly operands: readonly Id[];
  /** Of a column of a row that is read: which of the rows that were joined. */
  readonly path?: string;
}

/** Terms of both trees, each kept once, so that large ones are compared and moved at the price of their distinct parts. */
export class Terms {
  readonly #ids = new Map<string, Id>();
  readonly #nodes: Node[] = [];
  readonly #moved = new Map<string, Id>();

  make(own: unknown, operands: readonly Id[] = []): Id {
    return this.#add({ own: JSON.stringify(own), operands });
  }

  /** The same operands in whatever order. */
  makeSet(own: unknown, operands: readonly Id[]): Id {
    return this.make(
      own,
      [...new Set(operands)].sort((a, b) => a - b),
    );
  }

  /** A column of a row that is read. */
  column(table: string, name: string): Id {
    return this.#add({ own: JSON.stringify([table, name]), operands: [], path: "" });
  }

  /** The term where its rows have become one side of a join. */
  moved(id: Id, side: "L" | "R"): Id {
    const key = `${side}${id}`;
    const known = this.#moved.get(key);
    if (known !== undefined) return known;
    const { own, operands, path } = this.#nodes[id] as Node;
    const inner = operands.map((operand) => this.moved(operand, side));
    const made = path === undefined ? this.#add({ own, operands: inner }) : this.#add({ own, operands: inner, path: side + path });
    this.#moved.set(key, made);
    return made;
  }

  #add(node: Node): Id {
    const key = `${node.path ?? "-"} ${node.operands.join()} ${node.own}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#nodes.push(node) - 1;
    this.#ids.set(key, id);
    return id;
  }
}
