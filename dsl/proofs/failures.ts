import type { Failure, LakeProof, TableProof } from "./proof.ts";

/** What is wrong with a lake: everything that is neither shown nor accepted, each once, at the table where it begins. */
export const failuresOf = ({ tables, findings }: LakeProof): readonly Failure[] => [...findings, ...tables.flatMap(failuresOfTable)];

const failuresOfTable = ({ consent, onePerson, fanOut, personal, findings }: TableProof): readonly Failure[] => [
  ...[...consent, ...onePerson, ...fanOut, ...personal.denied].flatMap((outcome) => (outcome.status === "failed" ? [outcome.failure] : [])),
  ...findings,
];
