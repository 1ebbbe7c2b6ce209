# Carries out the plan that the server made of an instance's user data, as the instance's own root. Arguments: the plan's
# directory, then "first" or "again". plan.sh in it is made by the server: calls of these functions with quoted words.
plan=$1
boot=$2
state=/var/lib/cloud/instances/$SIGNET_INSTANCE_ID
started=$(date +%s)
errors=
umask 022
cd /

# run_module NAME always|once: a module that fails ends there; the others go on.
run_module() {
    if [ "$2" = once ]; then
        if [ "$boot" != first ] || [ -e "$state/sem/config_$1" ]; then
            return 0
        fi
        : >"$state/sem/config_$1"
    fi
    (
        set -e
        failed=0
        "module_$1"
        exit $failed
    )
    status=$?
    if [ $status != 0 ]; then
        echo "cloud-init: module $1 failed with exit status $status"
        errors="$errors${errors:+, }\"('$1', 'exit status $status')\""
    fi
}

# boothook NAME FILE
boothook() {
    cp "$2" "$state/boothooks/$1"
    chmod 700 "$state/boothooks/$1"
    INSTANCE_ID=$SIGNET_INSTANCE_ID "$state/boothooks/$1" || {
        echo "cloud-init: boothook $1 ended with exit status $?"
        failed=1
    }
}

# commands FILE
commands() {
    INSTANCE_ID=$SIGNET_INSTANCE_ID /bin/sh "$1"
}

# write_file PATH OWNER MODE FILE
write_file() {
    mkdir -p -- "${1%/*}/."
    cat "$4" >"$1"
    give "$1" "$2" "$3"
}

# append_file PATH OWNER MODE FILE
append_file() {
    mkdir -p -- "${1%/*}/."
    cat "$4" >>"$1"
    give "$1" "$2" "$3"
}

give() {
    if [ -n "$2" ]; then
        chown -- "$2" "$1"
    fi
    chmod -- "$3" "$1"
}

# Sets uid, gid and home of a user; fails if there is none of that name.
account() {
    while IFS=: read -r found _ uid gid _ home _; do
        if [ "$found" = "$1" ]; then
            return 0
        fi
    done </etc/passwd
    return 1
}

has_group() {
    while IFS=: read -r found _; do
        if [ "$found" = "$1" ]; then
            return 0
        fi
    done </etc/group
    return 1
}

can_have_users() {
    read -r _ _ users </proc/self/uid_map
    if [ "$users" -le 1 ]; then
        echo "cloud-init: not done: users (the server runs without privileges, so instances have no user but root)"
        return 1
    fi
    if [ ! -e /etc/shadow ]; then
        (umask 077 && : >/etc/shadow)
    fi
}

add_group() {
    if has_group "$1"; then
        echo "cloud-init: Skipping creation of existing group '$1'"
    else
        groupadd -- "$1"
    fi
}

need_group() {
    if ! has_group "$1"; then
        groupadd -- "$1"
    fi
}

# add_member GROUP USER
add_member() {
    if account "$2"; then
        usermod --append --groups="$1" -- "$2"
    else
        echo "cloud-init: Unable to add group member '$2' to group '$1'; user does not exist."
    fi
}

# add_user NAME OPTION...
add_user() {
    can_have_users
    name=$1
    shift
    if account "$name"; then
        echo "cloud-init: User $name already exists, skipping."
    else
        useradd "$@" -- "$name"
    fi
}

# set_password USER HASH
set_password() {
    usermod --password="$2" -- "$1"
}

lock_password() {
    usermod --lock -- "$1"
}

# authorize USER FILE
authorize() {
    account "$1"
    mkdir -p -- "$home/.ssh"
    keys=$home/.ssh/authorized_keys
    touch -- "$keys"
    while IFS= read -r key; do
        grep -qxF -e "$key" -- "$keys" || printf '%s\n' "$key" >>"$keys"
    done <"$2"
    chmod 700 -- "$home/.ssh"
    chmod 600 -- "$keys"
    chown -- "$uid:$gid" "$home/.ssh" "$keys"
}

set_timezone() {
    if [ ! -f "/usr/share/zoneinfo/$1" ]; then
        echo "cloud-init: Invalid timezone, no file found in /usr/share/zoneinfo"
        return 1
    fi
    ln -sfn -- "/usr/share/zoneinfo/$1" /etc/localtime
    printf '%s\n' "$1" >/etc/timezone
}

# script NAME LABEL FILE
script() {
    cp "$3" "$state/scripts/$1"
    chmod 700 "$state/scripts/$1"
    echo "cloud-init: running $2"
    ended=0
    "$state/scripts/$1" || ended=$?
    echo "cloud-init: $2 ended with exit status $ended"
    if [ $ended != 0 ]; then
        failed=1
    fi
}

# final_message TEXT [VARIABLE TEXT]...
final_message() {
    text=$1
    shift
    while [ $# -gt 0 ]; do
        case $1 in
        version) text=$text$version ;;
        timestamp) text=$text$(date -R) ;;
        datasource) text=${text}DataSourceEc2Local ;;
        uptime) text=$text$(($(date +%s) - started)) ;;
        esac
        text=$text$2
        shift 2
    done
    printf '%s\n' "$text"
}

version=Signet
module_final_message() {
    final_message 'Cloud-init v. ' version ' finished at ' timestamp '. Datasource ' datasource '.  Up ' uptime ' seconds'
}

# power_state poweroff|halt|reboot MINUTES MESSAGE CONDITION
power_state() {
    if ! sh "$4"; then
        echo "cloud-init: power_state: the condition does not hold"
        return 0
    fi
    (
        sleep $(($2 * 60))
        if [ -n "$3" ]; then
            printf '%s\n' "$3"
        fi
        exec "$1"
    ) &
}

# put FILE TEXT: in one piece, for readers that wait for it
put() {
    printf '%s\n' "$2" >"$1.new"
    mv "$1.new" "$1"
}

# status STAGE FINISHED: as cloud-init's status.json
status() {
    early="{\"errors\": [], \"finished\": $started, \"recoverable_errors\": {}, \"start\": $started}"
    late="{\"errors\": [$errors], \"finished\": $2, \"recoverable_errors\": $(cat "$plan/recoverable.json"), \"start\": $started}"
    put /run/cloud-init/status.json "{\"v1\": {\"datasource\": \"DataSourceEc2Local\", \"init\": $early, \"init-local\": $early, \"modules-config\": $early, \"modules-final\": $late, \"stage\": $1}}"
}

carry_out() {
    if [ "$boot" = first ]; then
        cat "$plan/report"
    fi
    status '"modules-final"' null
    . "$plan/plan.sh"
    put "$state/boot-finished" "$(($(date +%s) - started)) - $(date -R) - v. $version"
    status null "$(date +%s)"
    put /run/cloud-init/result.json "{\"v1\": {\"datasource\": \"DataSourceEc2Local\", \"errors\": [$errors]}}"
}

mkdir -p "$state/sem" "$state/scripts" "$state/boothooks" /var/lib/cloud/data /run/cloud-init /var/log
ln -sfn "$state" /var/lib/cloud/instance
ln -sfn /run/cloud-init/status.json /var/lib/cloud/data/status.json
ln -sfn /run/cloud-init/result.json /var/lib/cloud/data/result.json
put /run/cloud-init/instance-id "$SIGNET_INSTANCE_ID"
(umask 077 && cat "$plan/user-data" >"$state/user-data.txt")
if [ -s "$plan/not-done" ]; then
    cat "$plan/not-done" >"$state/not-done"
fi
# The log ends with the last program that writes to it, not before.
carry_out 2>&1 | (trap '' TERM && exec tee -a /var/log/cloud-init-output.log)
