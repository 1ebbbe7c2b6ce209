# Becomes a program in the instance. Arguments: terminal number or -, directory, program, arguments.
umask 022
if [ "$1" != - ]; then
    terminal=$1
    shift
    exec </dev/pts/$terminal >/dev/pts/$terminal 2>&1
    exec setsid --ctty --wait sh /.signet/exec.sh - "$@"
fi
. /.signet/environment
eval "$SIGNET_REQUEST"
directory=${2:-$HOME}
shift 2
unset SIGNET_REQUEST
cd "$directory" || exit 126
exec "$@"
