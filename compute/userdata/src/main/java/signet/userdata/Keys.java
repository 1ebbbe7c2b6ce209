package signet.userdata;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why Signet doesn't do what a key of cloud-init's asks for ("Module reference" in its documentation). */
final class Keys {

    private static final Map<String, String> OBSTACLES = obstacles();

    private Keys() {}

    static String obstacle(String key) {
        return OBSTACLES.getOrDefault(key, "not known");
    }

    private static Map<String, String> obstacles() {
        Map<String, String> all = new HashMap<>();
        put(
                all,
                "no packages are installed: an instance has the host's programs",
                List.of(
                        "packages",
                        "package_update",
                        "package_upgrade",
                        "package_reboot_if_required",
                        "apt",
                        "apt_update",
                        "apt_upgrade",
                        "apt_reboot_if_required",
                        "apt_pipelining",
                        "apk_repos",
                        "yum_repos",
                        "yum_repo_dir",
                        "zypper",
                        "snap",
                        "grub_dpkg",
                        "grub-dpkg",
                        "ubuntu_pro",
                        "ubuntu_advantage",
                        "rh_subscription",
                        "spacewalk",
                        "drivers"));
        put(
                all,
                "there is no SSH server",
                List.of(
                        "ssh_keys",
                        "ssh_deletekeys",
                        "ssh_genkeytypes",
                        "ssh",
                        "ssh_pwauth",
                        "disable_root",
                        "disable_root_opts",
                        "allow_public_ssh_keys",
                        "ssh_quiet_keygen",
                        "ssh_publish_hostkeys",
                        "no_ssh_fingerprints",
                        "authkey_hash",
                        "ssh_import_id",
                        "ssh_key_console_blacklist",
                        "ssh_fp_console_blacklist"));
        put(all, "instances have no user of the image's", List.of("user", "ssh_authorized_keys", "system_info"));
        put(all, "nothing asks for passwords", List.of("password", "chpasswd"));
        put(
                all,
                "an instance has one disk, which is there already",
                List.of(
                        "mounts",
                        "mount_default_fields",
                        "swap",
                        "disk_setup",
                        "fs_setup",
                        "device_aliases",
                        "growpart",
                        "resize_rootfs"));
        put(
                all,
                "Signet makes this file at every start",
                List.of("manage_etc_hosts", "manage_resolv_conf", "resolv_conf"));
        put(
                all,
                "an instance reaches Signet and nothing else",
                List.of(
                        "phone_home",
                        "ntp",
                        "landscape",
                        "puppet",
                        "chef",
                        "ansible",
                        "salt_minion",
                        "mcollective",
                        "lxd",
                        "rsyslog",
                        "wireguard",
                        "fan"));
        put(all, "output is on the console and in /var/log/cloud-init-output.log", List.of("output", "reporting"));
        put(
                all,
                "the modules are as they are",
                List.of("cloud_init_modules", "cloud_config_modules", "vendor_data", "updates", "migrate"));
        put(all, "a later document's keys replace an earlier one's", List.of("merge_how", "merge_type"));
        put(
                all,
                "not made",
                List.of(
                        "ca_certs",
                        "ca-certs",
                        "locale",
                        "locale_configfile",
                        "keyboard",
                        "random_seed",
                        "byobu_by_default",
                        "disable_ec2_metadata",
                        "create_hostname_file",
                        "prefer_fqdn_over_hostname",
                        "launch-index",
                        "rpi",
                        "autoinstall"));
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String obstacle, List<String> keys) {
        keys.forEach(key -> all.put(key, obstacle));
    }
}
