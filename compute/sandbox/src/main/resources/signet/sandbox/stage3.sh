# As the instance's root: what needs privileges inside and touches files that the instance can change.
set -eu
umask 022
. /.signet/limits
mount -n --bind /.signet/etc /etc
while read -r number path; do
    if [ -e "$path" ]; then
        :
    elif [ -d "/.signet/ro/$number" ]; then
        mkdir -p "$path"
    else
        mkdir -p "${path%/*}"
        : >"$path"
    fi
    mount -n --rbind "/.signet/ro/$number" "$path"
done </.signet/relayed
echo 0 >/proc/sys/user/max_user_namespaces || :
mkdir -p /etc/signet /etc/profile.d /etc/ssl/certs
cd /etc
rm -rf hosts resolv.conf hostname machine-id signet/ca.pem signet/cacerts ssl/certs/ca-certificates.crt profile.d/signet.sh
cd /.signet/files
cp hosts resolv.conf hostname machine-id /etc
cp ca.pem cacerts /etc/signet
cp ca-certificates.crt /etc/ssl/certs
cp signet.sh /etc/profile.d
if [ -d /etc/pki/tls/certs ]; then
    rm -f /etc/pki/tls/certs/ca-bundle.crt
    cp /.signet/files/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt
fi
cd /
exec prlimit $SIGNET_LIMITS -- setpriv --no-new-privs --bounding-set "$SIGNET_CAPABILITIES" --pdeathsig KILL sh /.signet/init.sh
