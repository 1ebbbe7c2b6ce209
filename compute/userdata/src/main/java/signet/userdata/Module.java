package signet.userdata;

import java.util.Locale;

/** Cloud-init's modules that there are, in the order in which they come. */
enum Module {
    BOOTHOOKS(true),
    BOOTCMD(true),
    WRITE_FILES(false),
    USERS_GROUPS(false),
    TIMEZONE(false),
    WRITE_FILES_DEFERRED(false),
    SCRIPTS_USER(false),
    FINAL_MESSAGE(true),
    POWER_STATE_CHANGE(false);

    private final boolean atEveryBoot;

    Module(boolean atEveryBoot) {
        this.atEveryBoot = atEveryBoot;
    }

    /** Or at an instance's first boot only. */
    boolean atEveryBoot() {
        return atEveryBoot;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
