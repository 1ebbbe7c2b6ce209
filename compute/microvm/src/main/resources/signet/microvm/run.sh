# Becomes a program of the instance, on a terminal of its own if the order has rows. Says on descriptor 3 which process it is.
bb=/.signet/busybox
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
rows=
eval "$(echo "$SIGNET_ORDER" | $bb base64 -d)"
terminal=-
if [ -n "$rows" ] && ! [ -t 0 ]; then
    SHELL=/bin/sh exec script -q -e -c "exec $bb sh /.signet/run.sh" /dev/null
elif [ -n "$rows" ]; then
    $bb stty sane rows "$rows" cols "$columns"
    terminal=$($bb tty)
fi
echo "started $$ $terminal" >&3
exec 3>&-
exec $bb env -i "PATH=$PATH" "SIGNET_REQUEST=$SIGNET_REQUEST" /bin/sh /.signet/exec.sh - "$directory" "$@"
