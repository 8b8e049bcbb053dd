#!/bin/sh
# The standby takes over. Run it on the standby as the user postgres, after the steps of docs/operations.md.
#
#   failover.sh --old HOST[:PORT] [--socket DIR|HOST] [--port N] [--fence 'COMMAND'] [--fenced]
#
# It refuses while the old primary still answers, and where nobody has made sure that it stays off: two servers
# that both take writes would each hold dossiers that the other lacks.
set -eu

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

old= socket=/var/run/postgresql port=5432 fence= fenced=
while [ $# -gt 0 ]; do
  case $1 in
    --old) old=$2; shift ;;
    --socket) socket=$2; shift ;;
    --port) port=$2; shift ;;
    --fence) fence=$2; shift ;;
    --fenced) fenced=yes ;;
    *) stop "Không hiểu «$1». Dùng: failover.sh --old MÁY_CŨ[:CỔNG] [--socket THƯ_MỤC] [--port N] [--fence 'LỆNH'] [--fenced]" ;;
  esac
  shift
done
[ -n "$old" ] || stop 'Thiếu --old: xin cho biết máy chính cũ, ví dụ --old 10.0.0.11:5432'

ask() { psql -X -h "$socket" -p "$port" -U postgres -d postgres -Atqc "$1"; }
old_answers() {
  case $old in
    *:*) pg_isready -q -t 3 -h "${old%:*}" -p "${old##*:}" ;;
    *) pg_isready -q -t 3 -h "$old" ;;
  esac
}

[ "$(ask 'select pg_is_in_recovery()')" = t ] || stop 'Máy này đang là máy chính rồi: không làm gì.'

if [ -n "$fence" ]; then
  say "1/3 Tắt máy cũ: $fence"
  sh -c "$fence" || stop 'Lệnh tắt máy cũ không xong: dừng ở đây, chưa đổi gì.'
fi
if old_answers; then
  stop "Máy cũ $old vẫn trả lời. Xin tắt nó trước (và không cho tự khởi động lại), rồi chạy lại."
fi
if [ -z "$fence" ] && [ -z "$fenced" ]; then
  stop "Máy cũ $old không trả lời, nhưng chưa chắc đã tắt hẳn (có thể chỉ đứt mạng). Xin tắt nguồn hoặc gỡ mạng của nó, rồi chạy lại với --fenced."
fi

say '2/3 Đưa máy này lên làm máy chính…'
[ "$(ask 'select pg_promote(true, 60)')" = t ] || stop 'Chưa lên được trong 60 giây: xin xem nhật ký của PostgreSQL.'

# Nobody follows yet: a commit that waited for a follower would wait for ever.
say '3/3 Không chờ máy theo nữa, cho đến khi dựng lại (standby.sh).'
ask "alter system set synchronous_standby_names = ''"
ask 'select pg_reload_conf()' >/dev/null

say "Xong. Dòng thời gian mới: $(ask 'select left(pg_walfile_name(pg_current_wal_lsn()), 8)')."
say 'Làng Số tự tìm thấy máy này trong vài giây. Máy cũ: không bật PostgreSQL lên trước khi dựng lại bằng standby.sh.'
