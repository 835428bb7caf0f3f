import { type ComponentChild, h } from "preact";
import type { CatalogClaim, CatalogReason, CatalogTable, Question } from "../catalog.ts";
import { icon } from "./icons.ts";
import { tableHash } from "./route.ts";

const QUESTIONS: Readonly<Record<Question, string>> = {
  consent: "Consent",
  "one-person": "One row, one person",
  "fan-out": "Rows are not multiplied",
  "personal-data": "Personal data in columns",
  "personal-rows": "Personal data that decides which rows there are",
};

/** What was asked of the table, with the proofs as trees in words. */
export function Claims({ table }: { readonly table: CatalogTable }): ComponentChild {
  const groups = (Object.keys(QUESTIONS) as Question[]).flatMap((question) => {
    const claims = table.claims.filter((claim) => claim.question === question);
    return claims.length === 0 ? [] : [{ question, claims }];
  });
  return h(
    "section",
    { class: "part", "aria-labelledby": "claims" },
    h("h2", { id: "claims" }, "Why these rows may be used"),
    groups.length === 0 ? h("p", { class: "nothing" }, "Nothing had to be shown of them.") : null,
    groups.map(({ question, claims }) =>
      h(
        "div",
        { key: question, class: "question" },
        h("h3", {}, QUESTIONS[question]),
        claims.map((claim, i) => claimOf(claim, i)),
      ),
    ),
    table.presence.length === 0
      ? null
      : h("p", { class: "presence" }, `Which rows there are tells something about ${table.presence.join(", ")}.`),
  );
}

export function claimOf(claim: CatalogClaim, number: number): ComponentChild {
  return h(
    "details",
    { key: number, class: `claim ${claim.status}` },
    h("summary", {}, statusOf(claim.status), h("span", { class: "claim-text" }, coded(claim.claim))),
    h("div", { class: "because" }, claim.status === "proven" ? proofOf(claim) : acceptanceOf(claim)),
  );
}

export const statusOf = (status: CatalogClaim["status"]): ComponentChild =>
  h("span", { class: `status ${status}` }, icon(status === "proven" ? "check" : status === "failed" ? "cross" : "note", 13), status);

const proofOf = ({ because }: CatalogClaim): ComponentChild =>
  because.length === 0 ? h("p", {}, "It follows from the declarations alone.") : h("ul", { class: "proof" }, because.map(reasonOf));

function reasonOf({ claim, table, file, assumes, because }: CatalogReason, number: number): ComponentChild {
  return h(
    "li",
    { key: number },
    h("span", { class: "fact" }, coded(claim)),
    table === null ? null : h("a", { class: "source", href: tableHash(table), title: file ?? undefined }, file ?? table),
    assumes === null
      ? null
      : h("span", { class: "assumed" }, assumes.checked ? "declared, and checked in every run" : `declared: ${assumes.text}`),
    because.length === 0 ? null : h("ul", {}, because.map(reasonOf)),
  );
}

function acceptanceOf({ known, missing, accepted, inheritedFrom }: CatalogClaim): ComponentChild {
  return [
    h(
      "dl",
      { class: "failure" },
      known === null ? null : h("div", {}, h("dt", {}, "Known"), h("dd", {}, coded(known))),
      missing === null ? null : h("div", {}, h("dt", {}, "Not shown"), h("dd", {}, coded(missing))),
      inheritedFrom === null
        ? null
        : h("div", {}, h("dt", {}, "Reported of"), h("dd", {}, h("a", { href: tableHash(inheritedFrom) }, inheritedFrom))),
    ),
    accepted.map(({ kind, table, reason }) =>
      h(
        "blockquote",
        { key: `${kind} ${table} ${reason}` },
        h("p", {}, reason),
        h("footer", {}, h("code", {}, kind), " in ", h("a", { href: tableHash(table) }, table)),
      ),
    ),
  ];
}

/** A claim with its names between backquotes set as names. */
export const coded = (text: string): ComponentChild => text.split("`").map((part, i) => (i % 2 === 1 ? h("code", { key: i }, part) : part));
