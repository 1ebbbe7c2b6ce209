# The server's hand in the microVM. Each of its connections to the server says what it is: the token, a word, a number.
#   main    the server's orders, one a line: exec NUMBER | inside - BASE64 (a script); says "booted"
#   order   a program's order (see run.sh); says "started PID TERMINAL", "exit STATUS"
#   out, err, in    the program's streams
bb=/.signet/busybox
. /.signet/guest
. /.signet/token
connect() {
    exec $bb nc "$SIGNET_DOOR" 1 -e $bb sh /.signet/agent.sh "$@"
}
serve() {
    # A process name space as in a sandbox: its first process ends all others, and sees none of the kernel's.
    $bb mkfifo /run/.control
    $bb unshare --mount --pid --fork --mount-proc /bin/sh /.signet/init.sh </run/.control >&3 2>/dev/console 3>&- &
    exec 5>/run/.control
    $bb rm /run/.control
    first=
    until [ -n "$first" ]; do
        kill -0 $! 2>/dev/null || return
        read -r first </proc/$!/task/$!/children || $bb usleep 10000
    done
    first=${first%% *}
    while read -r verb number text; do
        case $verb in
        exec)
            # Not as a job of this shell, which would ignore the interrupt for it.
            $bb start-stop-daemon -S -b -n "exec-$number" -a $bb -- sh /.signet/agent.sh daemon "$number" "$first" \
                3>&- 5>&- </dev/null >/dev/null
            ;;
        inside)
            $bb nsenter -t "$first" -m -p -- $bb sh -c "$(echo "$text" | $bb base64 -d)" \
                3>&- 5>&- </dev/null >/dev/null 2>&1
            ;;
        esac
    done
    exec 5>&-
    wait
}
stage=$1
number=${2:-}
case $stage in
daemon) connect order "$number" "$3" ;;
esac
echo "$SIGNET_TOKEN $stage $number"
case $stage in
main)
    exec 3>&1 >/dev/null
    serve
    ;;
order)
    read -r SIGNET_ORDER
    export SIGNET_ORDER
    exec 3>&1 >/dev/null
    (connect out "$number" "$3" </dev/null)
    echo "exit $?" >&3
    ;;
out)
    exec 4>&1
    connect err "$number" "$3"
    ;;
err)
    exec 5>&1
    connect in "$number" "$3"
    ;;
in) exec $bb nsenter -t "$3" -m -p -- $bb setsid $bb sh /.signet/run.sh >&4 2>&5 4>&- 5>&- ;;
esac
