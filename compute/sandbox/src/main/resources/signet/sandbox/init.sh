# The instance's first process: runs user data once, reaps what was orphaned, and ends with the server's control pipe.
. /.signet/environment
cd /root 2>/dev/null || cd /
exec 3<&0 </dev/null
echo booted
exec >&2
first_boot() {
    state=/var/lib/cloud/instances/$SIGNET_INSTANCE_ID
    mkdir -p "$state/sem" "$state/scripts"
    ln -sfn "$state" /var/lib/cloud/instance
    cp /.signet/user-data "$state/user-data.txt"
    chmod 600 "$state/user-data.txt"
    [ -e "$state/sem/config_scripts_user" ] && return
    : >"$state/sem/config_scripts_user"
    read -r first <"$state/user-data.txt"
    case $first in
    '#!'*) ;;
    *)
        echo "cloud-init: user data does not begin with #! and is not run"
        return
        ;;
    esac
    cp "$state/user-data.txt" "$state/scripts/part-001"
    chmod 700 "$state/scripts/part-001"
    echo "cloud-init: running user data"
    cd /
    "$state/scripts/part-001"
    echo "cloud-init: user data ended with exit status $?"
}
if [ -e /.signet/user-data ]; then
    (first_boot) 3<&- &
fi
cat <&3 >/dev/null &
control=$!
exec 3<&-
wait $control
kill -TERM -1 2>/dev/null
kill -CONT -1 2>/dev/null
while kill -0 -1 2>/dev/null; do
    sleep 0.05
done
exit 0
