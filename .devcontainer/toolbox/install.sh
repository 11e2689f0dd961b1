#!/usr/bin/env bash
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends \
  awscli bsdutils ca-certificates chromium chromium-driver curl default-jdk-headless git maven postgresql-client shellcheck
rm -rf /var/lib/apt/lists/*
