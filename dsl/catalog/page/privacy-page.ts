import { type ComponentChild, h } from "preact";
import { useEffect } from "preact/hooks";
import { PRIVACY } from "./chunks.ts";
import { coded, statusOf } from "./claims.ts";
import { exceptionOf } from "./exceptions.ts";
import { icon } from "./icons.ts";
import type { Lake } from "./lake.ts";
import type { PrivacyChunk, PrivacyTable } from "./privacy-chunk.ts";
import { promiseOf } from "./promise.ts";
import { tableHash } from "./route.ts";
import { useChunk } from "./use.ts";

/** The whole lake for a privacy officer, also on paper. */
export function PrivacyPage({ lake }: { readonly lake: Lake }): ComponentChild {
  const loading = useChunk<PrivacyChunk>(PRIVACY);
  useEffect(() => {
    document.title = "Privacy report · Catalog";
  }, []);
  return h(
    "article",
    { class: "page privacy" },
    h(
      "header",
      { class: "privacy-head" },
      h("h1", {}, "Privacy report"),
      h(
        "p",
        { class: "lead" },
        "Why the rows of this lake may be used: what is proven of every table, from the declarations alone, and what was accepted for which reason.",
      ),
      h("button", { type: "button", class: "button", onClick: () => print() }, icon("print"), "Print"),
    ),
    h("h2", {}, "What is asked"),
    h(
      "dl",
      { class: "facts-list" },
      lake.consents.map(({ name, person, givenAt }) =>
        h(
          "div",
          { key: `consent ${name}` },
          h("dt", {}, h("code", {}, name)),
          h(
            "dd",
            {},
            "a person of ",
            h("a", { href: tableHash(person) }, person),
            " has agreed when ",
            h("code", {}, givenAt),
            " is there",
          ),
        ),
      ),
      lake.zones.map((zone) => h("div", { key: `zone ${zone.name}` }, h("dt", {}, zone.name), h("dd", {}, promiseOf(zone)))),
    ),
    loading === undefined
      ? h("p", { class: "loading" }, "Loading ...")
      : "failure" in loading
        ? h("p", { class: "failure-note", role: "alert" }, loading.failure)
        : reportOf(loading.value),
  );
}

const reportOf = ({ tables, assumptions, native }: PrivacyChunk): ComponentChild => [
  h("h2", { key: "tables" }, "Tables"),
  tables.map(tableOf),
  h("h2", { key: "assumptions" }, "What the proofs take from declarations"),
  assumptions.length === 0
    ? h("p", {}, "Nothing.")
    : h(
        "ul",
        { class: "assumptions" },
        assumptions.map(({ assumes, usedBy }) => h("li", { key: assumes }, assumes, h("span", { class: "used" }, usedBy.join(", ")))),
      ),
  native.length === 0
    ? null
    : [
        h("h2", { key: "native" }, "Expressions in an engine's own SQL"),
        h("p", { key: "native-note" }, "Nothing is proven of them but what they may be computed from."),
        h(
          "ul",
          { key: "natives" },
          native.map(({ table, spark, inputs }, i) =>
            h(
              "li",
              { key: i },
              h("a", { href: tableHash(table) }, table),
              ": ",
              h("code", {}, spark),
              inputs.length === 0 ? "" : ` of ${inputs.join(", ")}`,
            ),
          ),
        ),
      ],
];

function tableOf({ name, zone, claims, personal, presence, exceptions }: PrivacyTable): ComponentChild {
  return h(
    "section",
    { key: name, class: "privacy-table" },
    h("h3", {}, h("a", { href: tableHash(name) }, name), h("span", { class: "in" }, zone)),
    claims.length === 0
      ? h("p", { class: "nothing" }, "Nothing had to be shown.")
      : h(
          "ul",
          { class: "claims" },
          claims
            .filter(({ question }) => question !== "personal-data")
            .map(({ claim, status }, i) => h("li", { key: i }, statusOf(status), h("span", {}, coded(claim)))),
        ),
    personal.length === 0
      ? null
      : h(
          "p",
          { class: "holds" },
          personal.map(({ column, tags }) =>
            h(
              "span",
              { key: column },
              h("code", {}, column),
              tags.map((tag) => h("span", { key: tag, class: "tag" }, tag)),
            ),
          ),
        ),
    presence.length === 0 ? null : h("p", { class: "presence" }, `Which rows there are is decided by ${presence.join(", ")}.`),
    exceptions.length === 0 ? null : h("div", { class: "exceptions" }, exceptions.map(exceptionOf)),
  );
}
