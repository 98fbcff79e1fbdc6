#!/bin/sh
# Chromium and Java for the tests, from the system's packages; on CI they are installed if they are missing.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="chromium"
command -v java >/dev/null || missing="$missing default-jre-headless"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q $missing fonts-noto-core
elif [ "${CI:-}" ] && command -v sudo >/dev/null && command -v apt-get >/dev/null; then
  sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -q $missing fonts-noto-core
else
  echo "tests: install $missing to run the browser tests too; without it they are skipped" >&2
fi
