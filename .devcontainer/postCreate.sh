#!/usr/bin/env bash
# Runs once in a new Codespaces or Gitpod machine: its address is a new one, so the database's door is moved to it.
# Nothing here keeps the machine from starting.
set -uo pipefail

if [[ -z ${DB_SG_ID:-} || -z ${DB_SG_RULE_ID:-} ]]; then
  echo "DB_SG_ID and DB_SG_RULE_ID are not set: the rule of the RDS instance stays as it is"
  exit 0
fi
description=DEVCONTAINER
[[ -z ${CODESPACES:-} ]] || description=CODESPACES
[[ -z ${GITPOD_WORKSPACE_ID:-} ]] || description=GITPOD
"$(dirname -- "${BASH_SOURCE[0]}")/../bin/rds/update-sg-rule" --description "$description" ||
  echo "The rule was not updated; run bin/rds/update-sg-rule once the above is mended" >&2
exit 0
