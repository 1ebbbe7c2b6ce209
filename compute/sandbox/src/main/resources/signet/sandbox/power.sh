#!/bin/sh
# poweroff, halt, reboot and shutdown of an instance, by the name that it is called by.
power_off() {
    kill -USR2 1
}
restart() {
    kill -TERM 1
}
case ${0##*/} in
reboot)
    restart
    exit
    ;;
poweroff | halt)
    power_off
    exit
    ;;
esac
then=power_off
minutes=1
for word; do
    case $word in
    -r | --reboot) then=restart ;;
    -h | -P | -H | --poweroff | --halt | --no-wall) ;;
    now) minutes=0 ;;
    +[0-9] | +[0-9][0-9] | +[0-9][0-9][0-9]) minutes=${word#+} ;;
    -*)
        echo "shutdown: $word is not done in an instance" >&2
        exit 1
        ;;
    *:*)
        echo "shutdown: only now and +minutes are done in an instance" >&2
        exit 1
        ;;
    esac
done
if [ "$minutes" = 0 ]; then
    $then
else
    (trap '' HUP && sleep "${minutes}m" && $then) </dev/null >/dev/null 2>&1 &
fi
