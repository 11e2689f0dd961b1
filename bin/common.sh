# What every script under bin/ shares. Sourced, never run.
# shellcheck shell=bash

if ((BASH_VERSINFO[0] < 5)); then
  echo "${0##*/}: bash 5 is needed, this is $BASH_VERSION" >&2
  exit 3
fi

readonly FAILED=1 MISUSED=2 NOT_SET_UP=3 UNREACHABLE=4 NOT_CONFIRMED=5

ROOT=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
SCRIPT=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/$(basename -- "$0")
SCRIPT=${SCRIPT#"$ROOT/"}

# Progress and errors go to stderr: stdout is the answer alone.

label() {
  if [[ -t 2 && -z ${NO_COLOR:-} ]]; then
    printf '\033[1;36m== %s\033[0m\n' "$SCRIPT${1:+ $1}" >&2
  else
    printf '== %s\n' "$SCRIPT${1:+ $1}" >&2
  fi
}

say() {
  printf '%s\n' "$*" >&2
}

die() { # CODE MESSAGE
  printf '%s: %s\n' "$SCRIPT" "$2" >&2
  exit "$1"
}

# The comment at the top of the script, then the exit codes.
help() {
  local line
  while IFS= read -r line; do
    [[ $line == '#!'* ]] && continue
    [[ $line == '#'* ]] || break
    line=${line#'#'}
    printf '%s\n' "${line# }"
  done <"$0"
  printf '\n%s\n' "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a variable or program is missing or invalid,
  4 the server is unreachable or refuses the login, 5 not confirmed."
}

help_if_asked() {
  local argument
  for argument in "$@"; do
    if [[ $argument == --help || $argument == -h ]]; then
      help
      exit 0
    fi
  done
}

misused() {
  die "$MISUSED" "$1; see $SCRIPT --help"
}

need_program() { # NAME, PACKAGE
  command -v "$1" >/dev/null || die "$NOT_SET_UP" "the program $1 is not installed (Debian: apt-get install $2)"
}

# Several lines of a program's complaint as one.
one_line() {
  local text=$1
  while [[ $text == [[:space:]]* ]]; do text=${text#?}; done
  while [[ $text == *[[:space:]] ]]; do text=${text%?}; done
  text=${text//$'\n'/; }
  printf '%s' "${text//$'\t'/}"
}

# --- The database ------------------------------------------------------------------------------------------------

# Reads [prod] [--yes-i-mean NAME] [--help]; the rest is left in ARGUMENTS. Then reads the URL.
# shellcheck disable=SC2034 # the scripts read ARGUMENTS
database_arguments() {
  help_if_asked "$@"
  PROD='' MEANT='' ARGUMENTS=()
  while (($#)); do
    case $1 in
      prod) PROD=prod ;;
      --yes-i-mean)
        (($# > 1)) || misused "--yes-i-mean needs the database's name"
        MEANT=$2
        shift
        ;;
      *) ARGUMENTS+=("$1") ;;
    esac
    shift
  done
  read_connection_url
}

no_more_arguments() {
  ((${#ARGUMENTS[@]} == 0)) || misused "'${ARGUMENTS[0]}' is not understood"
}

# Takes CONNECTION_URL apart as app.cruddur.persistence.ConnectionUrl does, the password into PGPASSWORD, for libpq to find
# in the environment: what is on a command line everybody on the machine can read. Sets DATABASE and SERVER_URL.
read_connection_url() {
  URL_VARIABLE=CONNECTION_URL
  [[ -z $PROD ]] || URL_VARIABLE=PROD_CONNECTION_URL
  URL=${!URL_VARIABLE:-}
  while [[ $URL == [[:space:]]* ]]; do URL=${URL#?}; done
  while [[ $URL == *[[:space:]] ]]; do URL=${URL%?}; done
  [[ -n $URL ]] || die "$NOT_SET_UP" "$URL_VARIABLE is not set; give it as postgresql://user:password@host:5432/database"
  label "$PROD"

  local rest query='' path='' credentials='' user='' password='' hosts='' parameters='' host
  case $URL in
    postgresql://*) rest=${URL#postgresql://} ;;
    postgres://*) rest=${URL#postgres://} ;;
    *) invalid_url "it does not begin with postgresql:// or postgres://" ;;
  esac
  if [[ $rest == *'?'* ]]; then
    query=${rest#*\?} rest=${rest%%\?*}
    [[ $query != *@* ]] || invalid_url "an unexpected '@'; in a password write '?' as %3F"
  fi
  if [[ $rest == */* ]]; then
    path=${rest#*/} rest=${rest%%/*}
    [[ $path != *[@/]* ]] || invalid_url "an unexpected '@' or '/'; in a password write '/' as %2F"
  fi
  if [[ $rest == *@* ]]; then
    credentials=${rest%%@*} rest=${rest#*@}
    [[ $rest != *@* ]] || invalid_url "an unexpected '@'; in a password write '@' as %40"
    if [[ $credentials == *:* ]]; then
      decode password "${credentials#*:}"
    fi
    decode user "${credentials%%:*}"
  fi
  decode DATABASE "$path"
  while :; do
    read_host "${rest%%,*}"
    hosts+=${hosts:+,}$host
    [[ $rest == *,* ]] || break
    rest=${rest#*,}
  done
  read_parameters "$query"
  if [[ $hosts == *,* && "&$parameters" != *'&target_session_attrs='* ]]; then
    parameters+=${parameters:+&}target_session_attrs=primary
  fi

  [[ -n $user ]] || user=$(id -un)
  [[ -n $DATABASE ]] || DATABASE=$user
  [[ -z $password ]] || export PGPASSWORD=$password
  export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10} PGCLIENTENCODING=UTF8
  local encoded_user
  encode encoded_user "$user"
  SERVER_URL=postgresql://$encoded_user@$hosts PARAMETERS=$parameters
}

read_host() { # TEXT -> host
  local port=5432
  # No message shows what is there: a ':' left as it is in a password makes a piece of it look like a port.
  if [[ $1 =~ ^(\[[^]]+\])(:([^:]*))?$ || $1 =~ ^([^]:[]*)(:([^:]*))?$ ]]; then
    host=${BASH_REMATCH[1]:-localhost} port=${BASH_REMATCH[3]:-5432}
  else
    invalid_url "a host is neither a name nor an IPv6 address in brackets"
  fi
  if [[ ! $port =~ ^[0-9]{1,5}$ ]] || ((10#$port < 1 || 10#$port > 65535)); then
    invalid_url "a port is not a number from 1 to 65535 (in a password write ':' as %3A, '/' as %2F, '@' as %40)"
  fi
  host+=:$port
}

# The driver's own names for libpq's parameters are put into libpq's words; what only the driver knows is left out.
read_parameters() { # QUERY -> user, password, DATABASE, parameters
  # shellcheck disable=SC2034 # decoding is how a value is checked
  local pair name value decoded
  local -a pairs
  IFS='&' read -r -a pairs <<<"$1"
  for pair in "${pairs[@]}"; do
    [[ -n $pair ]] || continue
    [[ $pair == *=* ]] || invalid_url "a query parameter lacks its '='"
    decode name "${pair%%=*}"
    value=${pair#*=}
    case $name in
      user) decode user "$value" && continue ;;
      password) decode password "$value" && continue ;;
      dbname) decode DATABASE "$value" && continue ;;
      sslpassword) invalid_url "sslpassword would show on a command line; use a key without one" ;;
      ApplicationName) name=application_name ;;
      connectTimeout) name=connect_timeout ;;
      channelBinding) name=channel_binding ;;
      kerberosServerName) name=krbsrvname ;;
      targetServerType)
        name=target_session_attrs
        case $value in
          secondary) value=standby ;;
          preferSecondary) value=prefer-standby ;;
        esac
        ;;
      *[[:upper:]]*) continue ;;
    esac
    decode decoded "$value"
    parameters+=${parameters:+&}$name=$value
  done
}

invalid_url() {
  die "$NOT_SET_UP" "$URL_VARIABLE is not valid: $1"
}

decode() { # VARIABLE TEXT: percent-decoding, a '+' stays a '+'
  local text=$2
  [[ ${text//%[0-9A-Fa-f][0-9A-Fa-f]/} != *%* ]] || invalid_url "a '%' is not followed by two hexadecimal digits; write it as %25"
  [[ $text != *%00* ]] || invalid_url "%00 is not allowed"
  text=${text//\\/\\\\}
  printf -v "$1" '%b' "${text//%/\\x}"
}

encode() { # VARIABLE TEXT
  local LC_ALL=C text=$2 result='' character code i
  for ((i = 0; i < ${#text}; i++)); do
    character=${text:i:1}
    if [[ $character != [A-Za-z0-9._~-] ]]; then
      printf -v code %d "'$character"
      printf -v character '%%%02X' $((code & 255))
    fi
    result+=$character
  done
  printf -v "$1" %s "$result"
}

url_of() { # DATABASE: for libpq, without the password
  local encoded
  encode encoded "$1"
  printf '%s/%s%s' "$SERVER_URL" "$encoded" "${PARAMETERS:+?$PARAMETERS}"
}

# Fails with one line when the database cannot be reached.
reach() { # DATABASE
  local complaint
  need_program psql postgresql-client
  complaint=$(psql -XAtqw -d "$(url_of "$1")" -c 'SELECT 1' 2>&1 >/dev/null) && return
  complaint=$(one_line "${complaint#psql: error: }")
  die "$UNREACHABLE" "$complaint"
}

# create, drop and the like need a database to connect to that is not the one in question.
reach_maintenance_database() {
  need_program psql postgresql-client
  MAINTENANCE=postgres
  if [[ $DATABASE == postgres ]] || psql -XAtqw -d "$(url_of postgres)" -c 'SELECT 1' 2>&1 >/dev/null | grep -q 'database "postgres"'; then
    MAINTENANCE=template1
  fi
  reach "$MAINTENANCE"
}

# SQL from stdin; in it :"database" and :'database' are the database's name, quoted.
sql() { # DATABASE [psql's options]
  local complaint database=$1
  shift
  {
    complaint=$(psql -Xqw -v ON_ERROR_STOP=1 -v VERBOSITY=terse -v database="$DATABASE" -d "$(url_of "$database")" "$@" 2>&1 >&3) ||
      die "$FAILED" "$(one_line "${complaint#psql:<stdin>:*: }")"
  } 3>&1
  [[ -z $complaint ]] || say "$complaint"
}

# Whether every host of the URL is this machine. A parameter of the URL, or PGHOSTADDR, may name another one.
is_local() {
  local host
  [[ "&$PARAMETERS" != *'&host'* && "&$PARAMETERS" != *'&service='* && -z ${PGHOSTADDR:-} ]] || return 1
  local -a hosts
  IFS=, read -r -a hosts <<<"${SERVER_URL#*@}"
  for host in "${hosts[@]}"; do
    [[ ${host%:*} =~ ^(localhost|127\.[0-9.]+|\[::1\]|%2[Ff].*)$ ]] || return 1
  done
}

needs_confirmation() {
  [[ -n $PROD ]] || ! is_local
}

# With prod, or on another machine, the database's name has to be typed or given with --yes-i-mean.
confirm() { # WHAT WILL HAPPEN
  local where='in production'
  [[ -n $PROD ]] || where="on ${SERVER_URL#*@}"
  if [[ -z $MEANT ]]; then
    needs_confirmation || return 0
    [[ -t 0 ]] || die "$NOT_CONFIRMED" "this $1, $where: add --yes-i-mean and the database's name; nothing was changed"
    read -r -p "This $1, $where. Type the database's name to continue: " MEANT || MEANT=''
  fi
  [[ $MEANT == "$DATABASE" ]] || die "$NOT_CONFIRMED" "that is not the database's name; nothing was changed"
}

# Liquibase over the server's own classes, so that both write the same rows into databasechangelog.
schema_command() { # COMMAND [ARGUMENT]...
  local classpath=$ROOT/target/scripts.classpath java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  need_program "$java" openjdk-17-jdk
  if [[ ! -f $classpath || -n $(find "$ROOT/pom.xml" "$ROOT/liquibase" "$ROOT/src/main/java/app/cruddur/persistence" -newer "$classpath" -print -quit) ]]; then
    need_program mvn maven
    say "Building, as the sources are newer than what was built …"
    mvn -q -f "$ROOT/pom.xml" process-classes >&2 || die "$FAILED" "mvn process-classes failed, as shown above"
  fi
  local complaint code=0
  {
    # The locale is for names that are not ASCII.
    complaint=$(LC_ALL=C.UTF-8 CONNECTION_URL=$URL "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
      -cp "$ROOT/target/classes:$(<"$classpath")" app.cruddur.persistence.migration.SchemaCli "$@" 2>&1 >&3) || code=$?
  } 3>&1
  [[ -z $complaint ]] || die "${code/#0/$FAILED}" "$(one_line "$complaint")"
  return "$code"
}

# --- The sign-up Lambda ------------------------------------------------------------------------------------------

# shellcheck disable=SC2034 # the scripts read them
readonly DEFAULT_FUNCTION=cruddur-post-confirmation LAMBDA_JAR=$ROOT/target/cruddur-post-confirmation.jar

# Builds the jar, and beside it what AWS runs it with, when a source is newer.
lambda_jar() {
  local sources=("$ROOT/pom.xml" "$ROOT/src/main/java/app/cruddur"/{config,lambda,persistence,user} "$ROOT/src/main/resources/db/write")
  [[ ! -f $LAMBDA_JAR || -n $(find "${sources[@]}" -newer "$LAMBDA_JAR" -print -quit) ]] || return 0
  need_program mvn maven
  say "Building, as the sources are newer than what was built …"
  mvn -q -f "$ROOT/pom.xml" package -DskipTests -Dpayara.phase=none -Dmaven.war.skip=true >&2 ||
    die "$FAILED" "mvn package failed, as shown above"
}

# Runs the Lambda here, on the database of URL, under the runtime interface client that AWS runs it with.
local_lambda() { # CLASS [ARGUMENT]...
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  need_program "$java" openjdk-17-jdk
  LC_ALL=C.UTF-8 CONNECTION_URL=$URL "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
    -cp "$ROOT/target/classes:$ROOT/target/test-classes" "app.cruddur.lambda.local.$1" "$ROOT/target" "${@:2}"
}

# --- AWS ---------------------------------------------------------------------------------------------------------

# shellcheck disable=SC2034 # the scripts read it
readonly DEFAULT_IDENTIFIER=cruddur-db-instance

# The value of an option, or a complaint.
value_of() { # "$@" from the option on
  (($# > 1)) || misused "$1 needs a value"
  printf '%s' "$2"
}

# Reads [--identifier NAME] [--wait] [--dry-run] [--help].
# shellcheck disable=SC2034 # the scripts read them
instance_arguments() {
  help_if_asked "$@"
  IDENTIFIER=$DEFAULT_IDENTIFIER WAIT='' DRY_RUN=''
  while (($#)); do
    case $1 in
      --identifier) IDENTIFIER=$(value_of "$@") && shift ;;
      --wait) WAIT=1 ;;
      --dry-run) DRY_RUN=1 ;;
      *) misused "'$1' is not understood" ;;
    esac
    shift
  done
  label "$IDENTIFIER"
}

# Calls the AWS CLI, or with DRY_RUN prints the command; a failure is one line.
call_aws() {
  local -a command=(aws "$@")
  # Debian 12's CLI (2.9) does not read the variable itself.
  [[ -z ${AWS_ENDPOINT_URL:-} ]] || command+=(--endpoint-url "$AWS_ENDPOINT_URL")
  if [[ -n ${DRY_RUN:-} ]]; then
    print_command "${command[@]}" ${SHOWN_SECRET:+"${SHOWN_SECRET[@]}"}
    return
  fi
  need_program aws awscli
  local complaint
  {
    if ! complaint=$(AWS_PAGER='' "${command[@]}" ${HIDDEN_SECRET:+"${HIDDEN_SECRET[@]}"} 2>&1 >&3); then
      complaint=$(one_line "$complaint")
      case $complaint in
        *'Could not connect'* | *'timeout on endpoint'* | *'Connection was closed'*) die "$UNREACHABLE" "$complaint" ;;
        *'locate credentials'* | *'specify a region'* | *'config profile'*) die "$NOT_SET_UP" "$complaint" ;;
        *) die "$FAILED" "$complaint" ;;
      esac
    fi
  } 3>&1
}

# One command, an option a line, to be read and pasted.
print_command() {
  local line='' word
  for word in "$@"; do
    if [[ $word == --* ]]; then
      printf '%s \\\n' "$line"
      line=' '
    fi
    # A word goes bare when nothing in it means anything to a shell.
    [[ $word =~ ^[A-Za-z0-9_./:@%+,=-]+$ ]] || word="'${word//\'/\'\\\'\'}'"
    line+=${line:+ }$word
  done
  printf '%s\n' "$line"
}

# The pool that AWS_COGNITO_USER_POOL_ID names, into POOL.
# shellcheck disable=SC2034 # the scripts read it
read_pool() {
  POOL=${AWS_COGNITO_USER_POOL_ID:-}
  [[ -n $POOL ]] || die "$NOT_SET_UP" "AWS_COGNITO_USER_POOL_ID is not set; give it the user pool's id (us-east-1_…)"
  [[ $POOL =~ ^[a-z0-9-]+_[A-Za-z0-9]+$ ]] || die "$NOT_SET_UP" "AWS_COGNITO_USER_POOL_ID is not the id of a user pool"
}

instance_status() { # IDENTIFIER
  call_aws rds describe-db-instances --db-instance-identifier "$1" --query 'DBInstances[0].DBInstanceStatus' --output text
}

# Says the state every RDS_POLL_SECONDS until it is the wanted one.
wait_for_status() { # IDENTIFIER STATUS
  local status start=$SECONDS
  while :; do
    status=$(instance_status "$1")
    say "$((SECONDS - start)) s: $1 is $status"
    case $status in
      "$2") return ;;
      failed | incompatible-* | inaccessible-* | storage-full | deleting)
        die "$FAILED" "$1 is $status and will not become $2"
        ;;
    esac
    ((SECONDS - start < ${RDS_WAIT_SECONDS:-3600})) || die "$FAILED" "$1 is still $status after $((SECONDS - start)) s"
    sleep "${RDS_POLL_SECONDS:-15}"
  done
}
