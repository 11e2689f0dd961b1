// Usage: node lint.mjs FOLDER
//
// The Nu Html Checker, which the W3C and the WHATWG use. Prints a line for each error in the HTML files of the folder; exit code 1 if there is one.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import vnu from "vnu-jar";

const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
const arguments_ = ["-jar", String(vnu), "--errors-only", "--skip-non-html", process.argv[2]];
process.exitCode = spawnSync(java, arguments_, { stdio: ["ignore", "inherit", "inherit"] }).status ?? 1;
