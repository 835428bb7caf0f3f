// The jars that Spark needs beside its own, from Maven Central, each with its SHA-256. SLUICE_SPARK_JARS names jars of
// your own, separated by commas, that are taken instead.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

const CENTRAL = "https://repo1.maven.org/maven2";

/** Of each Spark: Iceberg, and what S3 and Glue need beside it. */
const JARS = {
  4.1: {
    iceberg: {
      "org/apache/iceberg/iceberg-spark-runtime-4.1_2.13/1.11.0/iceberg-spark-runtime-4.1_2.13-1.11.0.jar":
        "d6ea6c5d099288daeb7d5a92061bd3d7d8f296492632b42378e5f2f0e3066242",
    },
    s3: {
      "org/apache/iceberg/iceberg-aws-bundle/1.11.0/iceberg-aws-bundle-1.11.0.jar":
        "38f01da7e96850cdd05e6616d758b77b43314b712a8808e3f9a824d56976162f",
      "org/apache/hadoop/hadoop-aws/3.4.2/hadoop-aws-3.4.2.jar": "d2d24e6b715b5656b9d238bf13b6682a07e2004dd36aad74a73aeb854319f4d9",
      "software/amazon/awssdk/s3-transfer-manager/2.29.52/s3-transfer-manager-2.29.52.jar":
        "0c9e654637247187a7e2494eb7a8799477a772a7d554cd3ae787cd3e3bae3c55",
    },
  },
  3.5: {
    iceberg: {
      "org/apache/iceberg/iceberg-spark-runtime-3.5_2.12/1.10.0/iceberg-spark-runtime-3.5_2.12-1.10.0.jar":
        "70f9471870b2d456167d703c829f098a446b86bb1379eee338c0efa03a341026",
    },
    s3: {},
  },
};

const wanted = (spark, s3) => ({ ...JARS[spark].iceberg, ...(s3 ? JARS[spark].s3 : {}) });

const own = () => (process.env.SLUICE_SPARK_JARS ?? "").split(",").filter((path) => path !== "");

/** The paths of the jars in the folder, whether they are there or not. */
const paths = (spark, s3, folder) => Object.keys(wanted(spark, s3)).map((path) => join(folder, basename(path)));

export const haveJars = (spark, s3, folder) => own().length > 0 || paths(spark, s3, folder).every(existsSync);

/**
 * The jars of a Spark, downloaded by a Python where they are missing. Throws what `otherwise` makes of a reason.
 * @returns {readonly string[]}
 */
export function getJars(spark, s3, folder, python, otherwise) {
  if (own().length > 0) return own();
  mkdirSync(folder, { recursive: true });
  for (const [path, hash] of Object.entries(wanted(spark, s3))) {
    const target = join(folder, basename(path));
    if (!existsSync(target)) download(`${CENTRAL}/${path}`, target, hash, python, otherwise);
  }
  return paths(spark, s3, folder);
}

function download(url, target, hash, python, otherwise) {
  const draft = `${target}.${process.pid}`;
  const script = "import sys, urllib.request; urllib.request.urlretrieve(sys.argv[1], sys.argv[2])";
  const { status, stderr, error } = spawnSync(python, ["-c", script, url, draft], { encoding: "utf8" });
  if (status !== 0)
    throw otherwise(`${url} cannot be had (behind a proxy: set HTTPS_PROXY): ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
  const found = createHash("sha256").update(readFileSync(draft)).digest("hex");
  if (found !== hash) {
    rmSync(draft, { force: true });
    throw otherwise(`${url} has the SHA-256 ${found}, expected was ${hash}`);
  }
  renameSync(draft, target);
}
