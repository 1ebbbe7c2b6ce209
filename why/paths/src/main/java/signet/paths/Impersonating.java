package signet.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import signet.identity.Tables;
import signet.identity.User;

/** Users whose credentials somebody may make or replace. */
final class Impersonating {
    private static final int MOST_KEYS = 2;
    private static final String CREATE_KEY = "iam:CreateAccessKey";

    private final World world;
    private final Power actor;

    Impersonating(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    void ways(Consumer<Way> consumer) {
        boolean keys = actor.covers(CREATE_KEY);
        boolean passwords = actor.covers("iam:CreateLoginProfile") || actor.covers("iam:UpdateLoginProfile");
        if (!keys && !passwords) {
            return;
        }
        for (User user : world.users()) {
            if (keys) {
                consumer.accept(way(user, key(user), "makes an access key of user " + user.name()));
            }
            if (passwords) {
                consumer.accept(
                        way(user, password(user), "sets the password of user " + user.name() + " and signs in"));
            }
        }
    }

    private Way way(User user, List<Need> needs, String what) {
        return Becoming.way(
                Becoming.method("", needs),
                actor,
                user.arn(),
                what,
                Map.of("name", user.name()),
                in -> in.power(actor.arn()).mayAll(needs));
    }

    /** A user has two keys at most: one has to go before a third. */
    private List<Need> key(User user) {
        List<Need> needs = new ArrayList<>();
        if (world.view().find(Tables.ACCESS_KEYS_BY_OWNER, user.id()).size() >= MOST_KEYS) {
            needs.add(Need.of("iam:DeleteAccessKey", user.arn()));
        }
        needs.add(Need.of(CREATE_KEY, user.arn()));
        return needs;
    }

    /** Who has an MFA device is asked for its code: it has to go first. */
    private List<Need> password(User user) {
        List<Need> needs = new ArrayList<>();
        if (!world.view().find(Tables.MFA_DEVICES_BY_OWNER, user.id()).isEmpty()) {
            needs.add(Need.of("iam:DeactivateMFADevice", user.arn()));
        }
        boolean has = world.view().get(Tables.LOGIN_PROFILES, user.id()).isPresent();
        needs.add(Need.of(has ? "iam:UpdateLoginProfile" : "iam:CreateLoginProfile", user.arn()));
        return needs;
    }
}
