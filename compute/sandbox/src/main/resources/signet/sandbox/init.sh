# The instance's first process: carries out user data, reaps what was orphaned, and ends with the server's control pipe, or
# when the instance's root asks it to: SIGUSR1 or SIGUSR2 to power off, SIGTERM to restart (exit status 64).
. /.signet/environment
cd /root 2>/dev/null || cd /
exec 3<&0 </dev/null
# Of the boot before, if there was one: /run is on the disk.
rm -f /run/cloud-init/*.json /var/lib/cloud/instance/boot-finished
echo booted
exec >&2
(exec sh /.signet/cloud-init/run.sh /.signet/cloud-init "$(cat /.signet/boot)") 3<&- &
cat <&3 >/dev/null &
control=$!
exec 3<&-
status=0
patience=-1
trap 'patience=300; kill $control' USR1 USR2
trap 'patience=300; status=64; kill $control' TERM
wait $control
trap '' USR1 USR2 TERM
kill -TERM -1 2>/dev/null
kill -CONT -1 2>/dev/null
while kill -0 -1 2>/dev/null; do
    sleep 0.05
    if [ $patience -gt 0 ]; then
        patience=$((patience - 1))
    elif [ $patience = 0 ]; then
        kill -KILL -1 2>/dev/null
    fi
done
exit $status
