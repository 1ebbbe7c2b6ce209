package signet.database;

import java.util.ArrayList;
import java.util.List;

/**
 * What is said to a new database, so that its users are those of RDS (RDS User Guide, "Understanding PostgreSQL roles and
 * permissions"). The master user is no superuser, for a superuser reads and runs what the server can.
 */
final class Statements {
    private Statements() {}

    static List<String> create(DatabaseSpec spec, PasswordVerifier verifier) {
        List<String> all = new ArrayList<>(List.of(
                "CREATE ROLE rds_superuser",
                "GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO rds_superuser WITH ADMIN OPTION",
                "CREATE ROLE " + name(spec.masterUser()) + " LOGIN CREATEDB CREATEROLE VALID UNTIL 'infinity'",
                "GRANT rds_superuser TO " + name(spec.masterUser()),
                password(spec, verifier),
                "ALTER DATABASE postgres OWNER TO " + name(spec.masterUser())));
        if (!spec.database().isEmpty() && !spec.database().equals("postgres")) {
            all.add("CREATE DATABASE " + name(spec.database()) + " OWNER " + name(spec.masterUser()));
        }
        return all;
    }

    static String password(DatabaseSpec spec, PasswordVerifier verifier) {
        return "ALTER ROLE " + name(spec.masterUser()) + " PASSWORD '" + verifier.text() + "'";
    }

    private static String name(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
