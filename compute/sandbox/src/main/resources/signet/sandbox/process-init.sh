# The first process of an instance without a sandbox: runs user data if it is given, and ends with the server's pipe.
exec 3<&0 </dev/null
if [ $# -gt 0 ]; then
    (
        "$1"
        echo "cloud-init: user data ended with exit status $?"
    ) 3<&- &
fi
cat <&3 >/dev/null &
wait $!
exit 0
