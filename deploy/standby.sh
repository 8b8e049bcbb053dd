#!/bin/sh
# Makes this machine's server a synchronous standby of the primary. Run it as the user postgres, with the
# server here stopped. What was in the data directory is moved aside, never deleted.
#
#   standby.sh --primary HOST[:PORT] --data DIR [--name langso_standby]
#
# The password of postgres comes from PGPASSWORD or ~/.pgpass. Start the server afterwards, then run
#   standby.sh --primary HOST[:PORT] --synchronous [--name langso_standby]
# which waits until it follows and lets every commit wait for it.
set -eu

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

primary= data= name=langso_standby synchronous=
while [ $# -gt 0 ]; do
  case $1 in
    --primary) primary=$2; shift ;;
    --data) data=$2; shift ;;
    --name) name=$2; shift ;;
    --synchronous) synchronous=yes ;;
    *) stop "Không hiểu «$1». Dùng: standby.sh --primary MÁY[:CỔNG] --data THƯ_MỤC [--name TÊN] | --primary MÁY[:CỔNG] --synchronous" ;;
  esac
  shift
done
[ -n "$primary" ] || stop 'Thiếu --primary.'
host=${primary%:*} port=5432
case $primary in *:*) port=${primary##*:} ;; esac
ask() { psql -X -h "$host" -p "$port" -U postgres -d postgres -Atqc "$1"; }

if [ -n "$synchronous" ]; then
  tries=0
  until [ "$(ask "select count(*) from pg_stat_replication where application_name = '$name' and state = 'streaming'")" = 1 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || stop "Máy theo «$name» chưa nối với máy chính sau 60 giây."
    sleep 1
  done
  ask "alter system set synchronous_standby_names = '\"$name\"'"
  ask 'select pg_reload_conf()' >/dev/null
  say "Từ nay mỗi lần ghi đều chờ «$name» giữ xong."
  exit 0
fi

[ -n "$data" ] || stop 'Thiếu --data.'
if [ -f "$data/postmaster.pid" ] && pg_ctl -D "$data" status >/dev/null 2>&1; then
  stop "PostgreSQL ở $data đang chạy: xin dừng trước."
fi
if [ -e "$data" ] && [ -n "$(ls -A "$data")" ]; then
  aside=$data.$(date -u +%Y%m%dT%H%M%SZ)
  mv "$data" "$aside"
  say "Dữ liệu cũ của máy này nằm ở $aside."
fi
pg_basebackup -d "host=$host port=$port user=postgres application_name=$name" -D "$data" -R -X stream -c fast
say "Đã chép xong. Nay bật PostgreSQL ở máy này, rồi chạy: standby.sh --primary $primary --synchronous --name $name"
