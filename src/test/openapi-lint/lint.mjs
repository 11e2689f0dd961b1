// Usage: node lint.mjs OPENAPI_DOCUMENT
//
// Redocly's recommended rules, its warnings included. Prints a line for each problem; exit code 1 if there is one.

import { createConfig, lint } from "@redocly/openapi-core";

const config = await createConfig({
  extends: ["recommended-strict"],
  rules: {
    // The tests use what no operation refers to: the answers to an unknown path or method, and the data of the stream's events.
    "no-unused-components": "off",
  },
});
const problems = await lint({ ref: process.argv[2], config });
problems.forEach(({ ruleId, message, location }) => console.log(`${ruleId} ${location[0]?.pointer}: ${message}`));
process.exitCode = problems.length === 0 ? 0 : 1;
