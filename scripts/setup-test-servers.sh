#!/usr/bin/env bash
# Gets the real servers that some tests talk to, where this machine can: moto (S3, from PyPI) and MinIO (S3, from source).
# They are kept outside of the checkout, so that the next one finds them. Whatever cannot be had is left out, and the
# tests that need it are skipped by name.
set -uo pipefail
exec </dev/null

root=${DARKROOM_TEST_SERVERS:-${XDG_CACHE_HOME:-$HOME/.cache}/darkroom-test-servers}
moto_version=5.2.5
minio_version=v0.0.0-20260212201848-7aac2a2c5b7c
minio_build_seconds=300

mkdir -p "$root"

if [ -x "$root/moto-$moto_version/bin/moto_server" ]; then
  echo "moto $moto_version is there"
elif command -v python3 >/dev/null; then
  echo "installing moto $moto_version"
  rm -rf "$root/moto-$moto_version"
  if python3 -m venv "$root/moto-$moto_version" >"$root/moto.log" 2>&1 &&
    "$root/moto-$moto_version/bin/pip" install -q "moto[server]==$moto_version" >>"$root/moto.log" 2>&1; then
    ln -sfn "moto-$moto_version" "$root/moto"
  else
    echo "not available: see $root/moto.log"
    rm -rf "$root/moto-$moto_version"
  fi
else
  echo 'no python3, so no moto'
fi

if [ -x "$root/bin/minio" ]; then
  echo 'MinIO is there'
elif command -v go >/dev/null; then
  echo "building MinIO $minio_version, which takes minutes the first time"
  # Two jobs at most, and nicely: it runs beside the checks.
  GOBIN="$root/bin" GOFLAGS=-mod=mod timeout "$minio_build_seconds" \
    nice -n 10 go install -p 2 "github.com/minio/minio@$minio_version" >"$root/minio.log" 2>&1 ||
    echo "not available: see $root/minio.log"
else
  echo 'no go, so no MinIO'
fi
