#!/bin/sh
# Files a copy of a birth record (2.000635) with curl, openssl and jq alone.
#
#   file-a-dossier.sh key                        make a key pair; give khoa-cong-khai.pem to the commune
#   file-a-dossier.sh file                       form, submit
#   file-a-dossier.sh follow <code>              where it stands, and what is asked for
#   file-a-dossier.sh answer <code> <photo>      send what was asked for
#   file-a-dossier.sh check <id> <time> <signature> <file>   is this webhook genuine? WEBHOOK_SECRET=whsec_…
set -eu
url=${LANGSO_URL:-http://127.0.0.1:8080}
key=${LANGSO_KEY:-khoa-rieng.pem}

b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

token() {
  now=$(date +%s)
  head=$(printf '{"alg":"EdDSA","typ":"JWT"}' | b64url)
  claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","iat":%s,"exp":%s,"jti":"%s"}' \
    "$LANGSO_CLIENT_ID" "$LANGSO_CLIENT_ID" "$url/api/v1/oauth/token" \
    "$now" "$((now + 120))" "$(openssl rand -hex 16)" | b64url)
  words=$(mktemp)
  printf '%s.%s' "$head" "$claims" >"$words"
  signature=$(openssl pkeyutl -sign -rawin -inkey "$key" -in "$words" | b64url)
  rm -f "$words"
  curl -sS --fail-with-body "$url/api/v1/oauth/token" \
    -d grant_type=client_credentials \
    -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    -d "client_assertion=$head.$claims.$signature" | jq -re .access_token
}

# call METHOD PATH [more arguments of curl]; what is wrong is told on the other channel.
call() {
  method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" "$url$path" -H "authorization: Bearer $token" "$@"
}

case ${1:-} in
key)
  [ ! -e "$key" ] || { echo "$key is there already" >&2; exit 1; }
  (umask 077 && openssl genpkey -algorithm ed25519 -out "$key")
  openssl pkey -in "$key" -pubout -out khoa-cong-khai.pem
  echo khoa-cong-khai.pem
  ;;
file)
  token=$(token)
  version=$(call GET /api/v1/forms/2.000635 | jq -r .versionId)
  body=$(jq -n --arg version "$version" --arg number "$PERSON_NUMBER" --arg name "$PERSON_NAME" \
    --arg birth "${PERSON_BIRTH:-1980}" --arg sex "${PERSON_SEX:-female}" '{
      procedure: "2.000635", versionId: $version,
      person: { identityNumber: $number, name: $name },
      consent: { basis: "Người dùng bấm Đồng ý trong phần mềm mẫu", userReference: "nguoi-dung-1", results: true },
      answers: {
        filer: { "for-whom": "self", "filer-name": $name,
          "filer-address": "Thôn Yên Tế, xã Yên Mô, tỉnh Ninh Bình", "filer-phone": "0912000001" },
        subject: { "subject-name": $name, "subject-birth": $birth, "subject-sex": $sex, "subject-nationality": "VN" },
        records: [{ "record-kind": "birth", "record-place": "Xã Yên Hòa, huyện Yên Mô", copies: 2 }],
        result: { deliver: "counter" } } }')
  # Keep the key with your own record before sending: after a cut line the same key gives the same dossier.
  filed=$(call POST /api/v1/dossiers -H 'content-type: application/json' \
    -H "idempotency-key: ${IDEMPOTENCY_KEY:-$(openssl rand -hex 16)}" -d "$body") || {
    printf '%s' "$filed" | jq -r '.detail, (.errors[]? | "  \(.pointer): \(.detail)")' >&2
    exit 1
  }
  printf '%s' "$filed" | jq -r .code
  ;;
follow)
  token=$(token)
  call GET "/api/v1/dossiers/$2" | jq -r '"\(.status.code) \(.status.name); \(.dueAt // "-")"'
  asked=$(call GET "/api/v1/dossiers/$2/supplement" 2>/dev/null) || asked='{}'
  printf '%s' "$asked" | jq -r '.items[]? | "? " + .'
  ;;
answer)
  token=$(token)
  size=$(wc -c <"$3")
  id=$(call POST /api/v1/attachments -H 'content-type: application/json' \
    -d "$(jq -n --arg name "$(basename "$3")" --argjson size "$size" '{name: $name, type: "image/jpeg", size: $size}')" | jq -r .id)
  call PUT "/api/v1/attachments/$id" -H 'content-type: application/octet-stream' -H 'upload-offset: 0' \
    --data-binary "@$3" >/dev/null
  call POST "/api/v1/dossiers/$2/supplement" -H 'content-type: application/json' \
    -d "$(jq -n --arg id "$id" '{words: "Gửi ảnh rõ hơn.", attachments: [{paper: "old-paper", file: $id}]}')" >/dev/null
  echo ok
  ;;
check)
  secret=$(printf '%s' "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -vtx1 | tr -d ' \n')
  ours=$({ printf '%s.%s.' "$2" "$3"; cat "$5"; } |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$secret" -binary | openssl base64 -A)
  age=$(($(date +%s) - $3))
  [ "$age" -lt 300 ] && [ "$age" -gt -300 ] || { echo old >&2; exit 1; }
  for one in $4; do
    [ "$one" = "v1,$ours" ] && { echo ok; exit 0; }
  done
  echo 'not genuine' >&2
  exit 1
  ;;
*)
  sed -n '2,10s/^# \{0,1\}//p' "$0"
  exit 1
  ;;
esac
