# The microVM's first process, in its root file system: sets up what the kernel leaves to programs, serves the server until it
# hangs up, and switches the machine off.
bb=/.signet/busybox
umask 022
. /.signet/guest
$bb mkdir -p /dev/pts /dev/shm
$bb mount -t devpts -o ptmxmode=0666,mode=0620,gid=5,nosuid,noexec devpts /dev/pts
$bb mount -t tmpfs -o mode=1777,nosuid,nodev shm /dev/shm
$bb mount -t tmpfs -o mode=0755,nosuid,nodev run /run
$bb mkdir -p /run/lock
$bb hostname -F /.signet/files/hostname
$bb ip link set lo up
$bb ip link set eth0 up
$bb ip address add "$SIGNET_ADDRESS/32" dev eth0
$bb ip route add "$SIGNET_GATEWAY" dev eth0
$bb ip route add default via "$SIGNET_GATEWAY" src "$SIGNET_ADDRESS"
echo "$SIGNET_TASKS" >/proc/sys/kernel/threads-max
$bb mkdir -p /etc/signet /etc/profile.d /etc/ssl/certs
(
    cd /etc || exit 1
    $bb rm -rf hosts resolv.conf hostname machine-id signet/ca.pem signet/cacerts ssl/certs/ca-certificates.crt \
        profile.d/signet.sh
    cd /.signet/files || exit 1
    $bb cp hosts resolv.conf hostname machine-id /etc
    $bb cp ca.pem cacerts /etc/signet
    $bb cp ca-certificates.crt /etc/ssl/certs
    $bb cp signet.sh /etc/profile.d
    if [ -d /etc/pki/tls/certs ]; then
        $bb rm -f /etc/pki/tls/certs/ca-bundle.crt
        $bb cp ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt
    fi
)
ulimit -n "$SIGNET_OPEN_FILES"
ulimit -c 0
$bb nc "$SIGNET_DOOR" 1 -e $bb sh /.signet/agent.sh main
$bb sync
$bb poweroff -f
