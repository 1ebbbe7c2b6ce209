# Puts together all that one QEMU may see, and becomes it. The first process of name spaces of its own; runs nothing that an
# instance could have changed. Arguments: place, boot files, kernel files, disk image, then triples: link PATH TARGET |
# system PATH . | extra PATH . | device PATH . , then -- and the command.
set -eu
umask 022
root=$1
mount -n -t tmpfs -o mode=0755,size=4m,nosuid,nodev signet "$root"
show() {
    if [ -d "$1" ]; then
        mkdir -p "$2"
    else
        mkdir -p "${2%/*}"
        : >"$2"
    fi
    # noexec may not be dropped where the host has it, when the server is not the host's root.
    mount -n --rbind -o ro,nosuid,nodev "$1" "$2" 2>/dev/null || mount -n -o remount,bind,ro,nosuid,nodev,noexec "$2"
}
show "$2" "$root/boot"
show "$3" "$root/kernel"
: >"$root/disk"
mount -n --bind -o nosuid,nodev,noexec "$4" "$root/disk"
shift 4
mkdir "$root/share" "$root/proc" "$root/dev" "$root/.old"
while [ "$1" != -- ]; do
    case $1 in
    link)
        ln -s "$3" "$root$2"
        ln -s "$3" "$root/share$2"
        ;;
    system)
        show "$2" "$root$2"
        show "$2" "$root/share$2"
        ;;
    extra) show "$2" "$root/share$2" ;;
    device)
        : >"$root$2"
        mount -n --bind "$2" "$root$2"
        ;;
    esac
    shift 3
done
shift
[ ! -e /etc/ld.so.cache ] || show /etc/ld.so.cache "$root/etc/ld.so.cache"
mount -n -t proc -o nosuid,nodev,noexec proc "$root/proc"
cd "$root"
pivot_root . .old
cd /
umount -n -l /.old
rmdir /.old
mount -n -o remount,bind,ro,nosuid,nodev /
echo ready
read -r go && [ "$go" = go ] || exit 1
exec >&2
exec "$@"
