#!/usr/bin/env bash
# Starts an image the way production would, locked down, and sees that it serves, as whom and on which allocator, and
# that it ends when it is told to. Needs Docker or Podman, and nothing else on the host.
#
#   deploy/check-image.sh [IMAGE]                     the image is "darkroom" unless named
#   ENGINE=podman deploy/check-image.sh               ENGINE may carry options: 'podman --runtime runc'
#   RUN_OPTIONS='--memory 512m' deploy/check-image.sh
set -euo pipefail

image=${1:-darkroom}
read -ra engine <<<"${ENGINE:-docker}"
read -ra run_options <<<"${RUN_OPTIONS:-}"
status=0

# No network: everything is asked from inside, and the server must be able to start alone.
container=$("${engine[@]}" run --detach --network none --read-only --cap-drop ALL \
  --security-opt no-new-privileges "${run_options[@]}" "$image")
trap '"${engine[@]}" rm --force --volumes "$container" >/dev/null 2>&1' EXIT

inside() { "${engine[@]}" exec "$container" "$@"; }

check() {
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then
    echo "ok    $what"
  else
    echo "FAIL  $what"
    status=1
  fi
}

# The command that the image itself names, without its first word (CMD).
mapfile -t health < <("${engine[@]}" inspect --format '{{range .Config.Healthcheck.Test}}{{println .}}{{end}}' \
  "$container" | sed '/^$/d')

is_healthy() { [ "${#health[@]}" -gt 1 ] && inside "${health[@]:1}"; }

becomes_healthy() {
  for _ in {1..40}; do
    is_healthy && return
    sleep 0.25
  done
  return 1
}

is_unhealthy_elsewhere() {
  ! "${engine[@]}" exec --env PORT=9 "$container" "${health[@]:1}"
}

develops() {
  inside node -e "
    fetch('http://127.0.0.1:' + process.env.PORT + process.argv[1]).then(async (response) => {
      const bytes = await response.arrayBuffer();
      const type = response.headers.get('content-type');
      process.exit(response.status === 200 && type === process.argv[2] && bytes.byteLength > 100 ? 0 : 1);
    }, () => process.exit(1))" "$1" "$2"
}

# Not by the server, whose processes are counted below.
finds_a_face() {
  inside node dist/cli/main.js faces fixtures/originals/portrait.jpg | grep -q '"score":0.9'
}

# The processes that make pictures, which are all that the server starts.
workers() { inside sh -c 'cat /proc/1/task/1/children'; }

each_worker() {
  local found=0 pid
  for pid in $(workers); do
    found=$((found + 1))
    inside sh -c "$1" sh "$pid" || return 1
  done
  [ "$found" -gt 0 ]
}

replaces_workers() {
  local before after
  before=$(workers)
  inside sh -c 'kill -9 $1' sh "${before%% *}" || return 1
  develops /demo/image/upload/w_121/landscape.webp image/webp || return 1
  for _ in {1..40}; do
    after=$(workers)
    [ "$after" != "$before" ] && [ "$(wc -w <<<"$after")" = "$(wc -w <<<"$before")" ] && return
    sleep 0.25
  done
  return 1
}

check 'the health check passes' becomes_healthy
check 'the health check fails where nobody listens' is_unhealthy_elsewhere
check 'a bundled picture is developed' \
  develops /demo/image/upload/c_fill,g_north,h_360,w_360/e_sepia/portrait.webp image/webp
check 'an AVIF is encoded' develops /w_120/landscape.avif image/avif
check 'a text is drawn' develops /w_120/l_text:Arial_20:Hello/landscape.webp image/webp
check 'a face is found' finds_a_face
check 'process 1 is node' inside sh -c 'tr "\0" " " </proc/1/cmdline | grep -q "^node "'
check 'it does not run as root' inside sh -c '! grep -qE "^Uid:.*\\s0(\\s|$)" /proc/1/status'
check 'jemalloc is loaded' inside grep -q libjemalloc /proc/1/maps
check 'in the processes that make pictures, too' each_worker 'grep -q libjemalloc /proc/$1/maps'
check 'which go first when memory runs out' each_worker 'test "$(cat /proc/$1/oom_score_adj)" -ge 500'
check 'and are replaced when they are killed' replaces_workers
check 'the data folder can be written, and keeps the keys' inside test -s /data/cloudinary-url
check 'its own files are not its own to write' \
  inside sh -c 'test -z "$(find /app ! -type l \( ! -user root -o -perm -002 \) -print -quit)"'
check 'neither sources nor development packages are in it' \
  inside sh -c '! test -e /app/src && ! test -e /app/node_modules/typescript'

started=$SECONDS
"${engine[@]}" stop --time 40 "$container" >/dev/null
check 'it ends by itself on the stop signal' \
  test "$("${engine[@]}" inspect --format '{{.State.ExitCode}}' "$container")" = 0
check 'without waiting for the kill' test $((SECONDS - started)) -lt 20

if [ "$status" != 0 ]; then "${engine[@]}" logs "$container"; fi
echo "size  $("${engine[@]}" image inspect --format '{{.Size}}' "$image") bytes, with its base"
exit "$status"
