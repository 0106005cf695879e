# Starts a demo, moves hosts, and stops it: sourced by what trains the cache of classes and by what checks an archive. Needs curl.

patience=300 # tenths of a second for a move; a slow machine may take a while to read the fleet first

SPOT_OPERATOR_PASSWORD=${SPOT_OPERATOR_PASSWORD:-rehearsal}
export SPOT_OPERATOR_PASSWORD

# start_demo LOG COMMAND...: starts it in the background; returns when it is ready, with its address in $url and its process in $demo
start_demo() {
  log=$1
  shift
  "$@" >"$log" 2>&1 &
  demo=$!
  until url=$(sed -n 's/^ready: //p' "$log") && [ -n "$url" ]; do
    kill -0 "$demo" 2>/dev/null || { cat "$log" >&2; echo "the demo ended before it was ready" >&2; return 1; }
    sleep 0.1
  done
}

api() {
  path=$1
  shift
  curl -sS --max-time 20 -u "operator:$SPOT_OPERATOR_PASSWORD" "$url$path" "$@"
}

# The host of the move that the demo proposes. It is empty, so that it may go to the pool of spot hosts and back.
proposed_host() {
  sed -n "s/.*-d '{\"host\": \"\([^\"]*\)\".*/\1/p" "$log"
}

# move HOST FROM TO: returns when the operation has succeeded, and prints its address
move() {
  body="{\"host\": \"$1\", \"source_aggregate\": \"$2\", \"target_aggregate\": \"$3\", \"reason\": \"rehearsal\"}"
  left=$patience
  operation=
  while [ "$left" -gt 0 ]; do
    left=$((left - 1))
    if [ -z "$operation" ]; then
      # Refused as long as the fleet, or the move before, is not read.
      answer=$(api /api/execute-migration -H 'Content-Type: application/json' -d "$body")
      operation=$(printf '%s' "$answer" | sed -n 's/.*"href":"\([^"]*\)".*/\1/p')
    else
      answer=$(api "$operation")
      # The first state of the answer is the operation's own.
      state=$(printf '%s' "$answer" | grep -o '"state":"[A-Z_]*"' | head -n 1)
      if [ "$state" = '"state":"SUCCEEDED"' ]; then
        echo "$operation"
        return
      fi
    fi
    sleep 0.1
  done
  echo "no move of $1 from $2 to $3; the last answer: $answer" >&2
  return 1
}

# Returns the exit code of the demo.
stop_demo() {
  kill "$demo"
  wait "$demo"
}
