package signet.userdata;

import java.util.HashMap;
import java.util.Map;

/** Why Signet doesn't do what a key of cloud-init's asks for ("Module reference" in its documentation). */
final class Keys {

    /** A line is a reason and the keys that it holds for. */
    private static final String REASONS = """
            no packages are installed: an instance has the host's programs :: packages package_update package_upgrade package_reboot_if_required apt apt_update
            no packages are installed: an instance has the host's programs :: apt_upgrade apt_reboot_if_required apt_pipelining apk_repos yum_repos yum_repo_dir
            no packages are installed: an instance has the host's programs :: zypper snap grub_dpkg grub-dpkg ubuntu_pro ubuntu_advantage rh_subscription spacewalk
            no packages are installed: an instance has the host's programs :: drivers
            there is no SSH server :: ssh_keys ssh_deletekeys ssh_genkeytypes ssh ssh_pwauth disable_root disable_root_opts
            there is no SSH server :: allow_public_ssh_keys ssh_quiet_keygen ssh_publish_hostkeys no_ssh_fingerprints
            there is no SSH server :: authkey_hash ssh_import_id ssh_key_console_blacklist ssh_fp_console_blacklist
            instances have no user of the image's :: user ssh_authorized_keys system_info
            nothing asks for passwords :: password chpasswd
            an instance has one disk, which is there already :: mounts mount_default_fields swap disk_setup fs_setup device_aliases growpart
            an instance has one disk, which is there already :: resize_rootfs
            Signet makes this file at every start :: manage_etc_hosts manage_resolv_conf resolv_conf
            an instance reaches Signet and nothing else :: phone_home ntp landscape puppet chef ansible salt_minion mcollective lxd rsyslog
            an instance reaches Signet and nothing else :: wireguard fan
            output is on the console and in /var/log/cloud-init-output.log :: output reporting
            the modules are as they are :: cloud_init_modules cloud_config_modules vendor_data updates migrate
            a later document's keys replace an earlier one's :: merge_how merge_type
            not made :: ca_certs ca-certs locale locale_configfile keyboard random_seed byobu_by_default
            not made :: disable_ec2_metadata create_hostname_file prefer_fqdn_over_hostname launch-index rpi
            not made :: autoinstall
            """;

    private static final Map<String, String> OBSTACLES = obstacles();

    private Keys() {}

    static String obstacle(String key) {
        return OBSTACLES.getOrDefault(key, "not known");
    }

    private static Map<String, String> obstacles() {
        Map<String, String> all = new HashMap<>();
        for (String line : REASONS.split("\n", -1)) {
            String[] parts = line.split(" :: ", 2);
            if (parts.length == 2) {
                for (String key : parts[1].split(" ", -1)) {
                    all.put(key, parts[0]);
                }
            }
        }
        return Map.copyOf(all);
    }
}
