# Builds the instance's file system and enters it. Runs as the server's user, as first process of the instance's process
# name space, and never runs a program of the instance nor follows a path that the instance could have changed.
# Arguments: directory, options of the terminal file system, then triples: link PATH TARGET | bind PATH PLACE | disk NAME .
set -eu
umask 022
dir=$1
ptys=$2
shift 2
root=$dir/rootfs
mount -n -t tmpfs -o mode=0755,size=16m,nosuid,nodev signet "$root"
bind_read_only() {
    if [ -e "$2" ]; then
        :
    elif [ -d "$1" ]; then
        mkdir -p "$2"
    else
        mkdir -p "${2%/*}"
        : >"$2"
    fi
    # noexec may not be dropped where the host has it, when the server is not the host's root.
    mount -n --rbind -o ro,nosuid,nodev "$1" "$2" 2>/dev/null || mount -n -o remount,bind,ro,nosuid,nodev,noexec "$2"
}
if [ -e "$dir/disk.img" ]; then
    # Two mounts of one image would destroy it: the one of the boot before may still be writing back.
    waited=0
    while [ -n "$(losetup -j "$dir/disk.img")" ] && [ $waited -lt 200 ]; do
        sleep 0.05
        waited=$((waited + 1))
    done
    mount -n -t ext4 -o loop,nosuid,nodev,discard,noinit_itable,errors=remount-ro "$dir/disk.img" "$dir/disk"
fi
bind_read_only "$dir/boot" "$root/.signet"
mount -n --bind -o nosuid,nodev "$dir/disk/etc" "$root/.signet/etc"
mkdir "$root/etc" "$root/proc" "$root/dev" "$root/dev/pts" "$root/dev/shm" "$root/.old"
while [ $# -gt 0 ]; do
    case $1 in
    link) ln -s "$3" "$root$2" ;;
    bind) bind_read_only "$2" "$root$3" ;;
    disk)
        mkdir "$root/$2"
        mount -n --bind -o nosuid,nodev "$dir/disk/$2" "$root/$2" 2>/dev/null ||
            mount -n -o remount,bind,rw,nosuid,nodev,noexec "$root/$2"
        ;;
    esac
    shift 3
done
# What the host has mounted below a read-only directory is read-only too.
mounts=$(cat /proc/self/mountinfo)
while read -r _ _ _ _ point options _; do
    case $point in
    "$root"/usr/* | "$root"/opt/*) mount -n -o "remount,bind,$options,ro,nosuid,nodev" "$point" ;;
    esac
done <<MOUNTS
$mounts
MOUNTS
mount -n -t proc -o nosuid,nodev,noexec proc "$root/proc"
cd "$root/dev"
for node in null zero full random urandom tty; do
    : >$node
    mount -n --bind /dev/$node $node
done
mount -n -t devpts -o "newinstance,ptmxmode=0666,mode=0620,nosuid,noexec,$ptys" devpts pts
mount -n -t tmpfs -o mode=1777,nosuid,nodev,size=64m shm shm
ln -s pts/ptmx ptmx
ln -s /proc/self/fd fd
ln -s fd/0 stdin
ln -s fd/1 stdout
ln -s fd/2 stderr
cd "$root"
pivot_root . .old
cd /
umount -n -l /.old
rmdir /.old
mount -n -o remount,bind,ro,nosuid,nodev /
# A user name space of its own, and a mount name space that belongs to it: what is mounted by now is locked in there.
exec unshare --user --keep-caps --mount --net --uts --ipc -- sh /.signet/stage2.sh
