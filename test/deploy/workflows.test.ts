import { describe, expect, test } from "vitest";
import { workflowText } from "./workflow-jobs.ts";

// The text of the workflows; that GitHub does with it what its pages say is not shown.
const deploy = workflowText("deploy.yml");
const SECRET = "secrets.";

describe("deploy.yml", () => {
  test("gives no job a secret that does not deploy, preview or look for drift, and none outside of an environment", () => {
    expect(deploy.head).not.toContain(SECRET);
    const withSecret = Object.entries(deploy.jobs).filter(([, text]) => text.includes(SECRET));
    expect(withSecret.map(([name]) => name)).toEqual(["preview", "dev", "prod-plan", "prod", "drift"]);
    for (const [, text] of withSecret) expect(text).toMatch(/^ {4}environment: \S/m);
  });

  test("gives a secret to one step of a job, not to what npm installs", () => {
    for (const text of Object.values(deploy.jobs)) {
      const [before = ""] = text.split("    steps:\n");
      expect(before).not.toContain(SECRET);
      expect(text.split(/^ {6}- /m).filter((step) => step.includes(SECRET) && step.includes("npm"))).toEqual([]);
    }
  });

  test("holds the preview of prod, which runs a pull request's code, behind an environment of its own", () => {
    expect(deploy.jobs["preview"]).toContain("environment: ${{ matrix.stack }}-preview\n");
  });

  test("lets prod do what was approved and nothing else", () => {
    expect(deploy.jobs["prod-plan"]).toContain("--save-plan plan.json");
    expect(deploy.jobs["prod"]).toContain("needs: prod-plan\n");
    expect(deploy.jobs["prod"]).toContain("--plan plan.json");
    expect(deploy.jobs["prod"]).toContain("environment: prod\n");
  });

  test("looks for drift once a week", () => {
    expect(deploy.head).toMatch(/^ {4}- cron: "\d+ \d+ \* \* [0-6]"$/m);
    expect(deploy.jobs["drift"]).toContain("--preview-only --expect-no-changes");
  });

  test("does not make a change of transforms wait for the compiler's tests", () => {
    for (const text of Object.values(deploy.jobs)) expect(text).not.toMatch(/npm test|vitest|\.ci\/run/);
  });
});

test.each(["deploy.yml", "check.yml"])("%s takes every action by the digest of its commit, with the version it has", (file) => {
  const { jobs } = workflowText(file);
  const used = Object.values(jobs).flatMap((text) => [...text.matchAll(/uses: (.*)$/gm)].map(([, action = ""]) => action));
  expect(used.length).toBeGreaterThan(3);
  for (const action of used.filter((one) => !one.startsWith("./"))) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
