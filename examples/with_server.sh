#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# with_server.sh SERVER COMMAND...: starts the example server, runs the command with the server's base URL as last argument,
# ends the server, and exits with the command's status.
set -euo pipefail
server=$1
shift
coproc SERVER { exec "$server"; }
server_pid=$SERVER_PID
if ! read -r url <&"${SERVER[0]}"; then
    echo "the example server did not start" >&2
    exit 1
fi
status=0
"$@" "$url" || status=$?
exec {SERVER[1]}>&-
wait "$server_pid" || { echo "the example server ended with an error" >&2; exit 1; }
exit "$status"
