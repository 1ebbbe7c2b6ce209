package signet.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.LoginProfile;
import signet.identity.SignIn;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.View;

/** The rows of a credential report (IAM User Guide, "Get credential reports for your AWS account"). */
record CredentialReportRows(View view, String account, AccessKeyUse uses) {
    private static final String COLUMNS = "user,arn,user_creation_time,password_enabled,password_last_used,"
            + "password_last_changed,password_next_rotation,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            + "access_key_1_last_used_region,access_key_1_last_used_service,"
            + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
            + "access_key_2_last_used_region,access_key_2_last_used_service,"
            + "cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
    private static final String NONE = "N/A";
    private static final String UNKNOWN = "no_information";
    private static final String UNSUPPORTED = "not_supported";

    /** Both access keys, and both signing certificates. */
    private static final int OF_EACH = 2;

    /** The whole report: a line of names, the root user's, and one for each user in the order of their names. */
    String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(COLUMNS);
        lines.add(line(root(view.get(Tables.ACCOUNTS, account).orElseThrow())));
        view.under(Tables.USERS, account + "/").values().forEach(user -> lines.add(line(user(user))));
        return String.join("\n", lines);
    }

    private List<String> root(Account found) {
        List<String> row = new ArrayList<>(List.of(
                "<root_account>",
                found.rootArn(),
                time(found.created()),
                UNSUPPORTED,
                UNKNOWN,
                UNSUPPORTED,
                UNSUPPORTED));
        devicesKeysAndCertificates(account, row);
        return row;
    }

    private List<String> user(User user) {
        List<String> row = new ArrayList<>(List.of(user.name(), user.arn(), time(user.created())));
        password(user, row);
        devicesKeysAndCertificates(user.id(), row);
        return row;
    }

    private void password(User user, List<String> row) {
        @Nullable
        LoginProfile profile = view.get(Tables.LOGIN_PROFILES, user.id()).orElse(null);
        if (profile == null) {
            row.addAll(List.of("false", NONE, NONE, NONE));
            return;
        }
        row.add("true");
        row.add(view.get(Tables.SIGN_INS, user.id())
                .map(SignIn::time)
                .map(CredentialReportRows::time)
                .orElse(UNKNOWN));
        row.add(time(profile.changed()));
        row.add(view.get(Tables.PASSWORD_POLICIES, account)
                .flatMap(policy -> policy.expiry(profile.changed()))
                .map(CredentialReportRows::time)
                .orElse(NONE));
    }

    private void devicesKeysAndCertificates(String owner, List<String> row) {
        row.add(Boolean.toString(!view.find(Tables.MFA_DEVICES_BY_OWNER, owner).isEmpty()));
        List<AccessKey> keys = view.find(Tables.ACCESS_KEYS_BY_OWNER, owner).stream()
                .sorted(Comparator.comparing(AccessKey::created))
                .toList();
        for (int i = 0; i < OF_EACH; i++) {
            key(i < keys.size() ? keys.get(i) : null, row);
        }
        List<UserCertificate> certificates = view.find(IamTables.SIGNING_CERTIFICATES_BY_OWNER, owner).stream()
                .sorted(Comparator.comparing(UserCertificate::uploaded))
                .toList();
        for (int i = 0; i < OF_EACH; i++) {
            boolean there = i < certificates.size();
            row.add(Boolean.toString(there && certificates.get(i).active()));
            row.add(there ? time(certificates.get(i).uploaded()) : NONE);
        }
    }

    private void key(@Nullable AccessKey there, List<String> row) {
        Optional<AccessKey> key = Optional.ofNullable(there);
        Optional<LastUse> use = key.flatMap(found -> uses.of(view, found.id()));
        row.add(Boolean.toString(key.filter(AccessKey::active).isPresent()));
        row.add(key.map(found -> time(found.created())).orElse(NONE));
        row.add(use.map(found -> time(found.time())).orElse(NONE));
        row.add(use.map(LastUse::region).orElse(NONE));
        row.add(use.map(LastUse::service).orElse(NONE));
    }

    /** A user's name may have a comma in it, so some values need quotes. */
    private static String line(List<String> row) {
        return row.stream()
                .map(value -> value.contains(",") ? "\"" + value + "\"" : value)
                .collect(Collectors.joining(","));
    }

    private static String time(Instant moment) {
        return Times.seconds(moment).toString();
    }
}
