# Shared by ./spot of the repository and bin/spot of a release: sourced, not run. Plain POSIX shell.

needed=25
# One process for a demo or a small installation: a small heap, and only the compiler that is warm soon.
java_options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m'

# The client asks once and ends. What the JVM has to say of its cache of classes is nothing for standard output.
client_options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr'
client_main=io.spotmanager.cli.SpotCli

# is_of_client COMMAND [ARGUMENT]: whether the client has this command; docs/cli.md
is_of_client() {
  case $1 in
    hosts | free | move | place | withdraw | launch | retire | plan | ops | op | decide | audit | completion) return 0 ;;
    doctor) [ "${2:-}" = --remote ] ;;
    *) return 1 ;;
  esac
}

# unknown_command JAR COMMAND...: the client, if it is there, knows what was probably meant. Ends with 2.
unknown_command() {
  client_jar=$1
  shift
  if [ -f "$client_jar" ] && java=$(find_java java 2>/dev/null); then
    # shellcheck disable=SC2086 # the options are several words
    exec "$java/bin/java" $client_options "-Dspot.commands=$(usage_of_running | sed -n 's/^  \([a-z-]*\) .*/\1/p' | paste -sd' ' -)" -jar "$client_jar" "$@"
  fi
  echo "'$1' is no command" >&2
  usage >&2
  exit 2
}

usage_of_running() {
  cat <<'TXT'
  demo [--port N] [--data DIR]   everything in one process, against simulated clouds
  run  [--port N] [--data DIR]   the same against the cloud in OS_* (or OS_CLOUD and clouds.yaml)
  doctor                         says what is wrong with an installation, with its settings in the environment; docs/operations.md
  verify-history FILE|jdbc:...   verifies an export of the history, or a database, without the service; docs/operations.md
  backup FILE                    a dump of the database; restore FILE puts it into an empty one, held; docs/runbook.md
  archive-history [--by NAME]    moves old operations from the database into files, and leaves the proof; docs/operations.md
  reconcile [--adopt HOST ...]   where the clouds and the history differ, as a running gateway tells; docs/operations.md
  freeze [--reason TEXT]         freezes all operations of a running gateway, or tells what is frozen; unfreeze lifts it
  user list|add|role|reset|...   the people with a log-in of their own; docs/security.md
  hosts, free, ops, op ID        what a gateway says of hosts, free GPUs and operations; docs/cli.md
  move, place, withdraw, launch, retire HOST ...   commands hosts; with --wait it ends as the operation does
  plan apply FILE                makes a plan, shows it, lets it begin and follows it
  decide ID [ACTION]             decides what an operation does next
  audit verify                   has a gateway verify its history
  doctor --remote                looks at a gateway from here
  completion bash|zsh            completes these in a shell; each of them has --help
  version                        the version and the commit
TXT
}

version_of() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | grep . || echo 0
}

# find_java java|javac: the home of the first Java that is new enough and has that program: JAVA_HOME, the PATH, /usr/lib/jvm, SDKMAN.
find_java() {
  found=$(command -v "$1" || true)
  for candidate in "${JAVA_HOME:-}" "${found:+$(dirname "$(dirname "$(readlink -f "$found")")")}" \
    /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$candidate/bin/$1" ] && [ "$(version_of "$candidate")" -ge $needed ]; then
      echo "$candidate"
      return
    fi
  done
  case $1 in
    javac) echo "Spot Manager needs a JDK $needed and found none: install one (for example 'sdk install java $needed-tem', or Debian's openjdk-$needed-jdk) and set JAVA_HOME to its folder." ;;
    *) echo "Spot Manager needs Java $needed and found none: install it (for example Debian's openjdk-$needed-jre-headless) and set JAVA_HOME to its folder, or take the archive for linux-x64, which brings its own." ;;
  esac >&2
  exit 3
}
