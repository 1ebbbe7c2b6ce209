package signet.rds;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an instance may be like (RDS API Reference, "CreateDBInstance"). */
final class InstanceRules {
    static final String ENGINE = "postgres";
    static final String FAMILY = "postgres17";
    static final String PARAMETER_GROUP = "default." + FAMILY;
    static final String OPTION_GROUP = "default:postgres-17";
    static final String SUBNET_GROUP = "default";
    static final String STORAGE_TYPE = "gp2";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z](-?[A-Za-z0-9])*");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final Pattern USER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,15}");
    private static final Pattern CLASS = Pattern.compile("db\\.[a-z0-9-]+\\.[a-z0-9-]+");
    private static final Pattern ENGINE_NAME = Pattern.compile(
            "aurora-(mysql|postgresql)|custom-.+|db2-(ae|se)|mariadb|mysql|oracle-(ee|se2)(-cdb)?|sqlserver-(ee|se|ex|web)");
    private static final Set<String> RESERVED_USERS =
            Set.of("admin", "rdsadmin", "public", "none", "current_user", "user");
    private static final Set<String> STORAGE_TYPES = Set.of("gp2", "gp3");
    private static final int LONGEST_IDENTIFIER = 63;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    private static final int LEAST_STORAGE = 20;
    private static final int MOST_STORAGE = 65_536;
    private static final int LOWEST_PORT = 1150;
    private static final int HIGHEST_PORT = 65_535;

    private InstanceRules() {}

    static void identifier(String identifier) {
        String what = "The parameter DBInstanceIdentifier is not a valid identifier";
        if (!IDENTIFIER.matcher(identifier).matches()) {
            throw Errors.value(what + ". Identifiers must begin with a letter; must contain only ASCII letters, digits,"
                    + " and hyphens; and must not end with a hyphen or contain two consecutive hyphens.");
        }
        if (identifier.length() > LONGEST_IDENTIFIER) {
            throw Errors.value(what + " because it is longer than " + LONGEST_IDENTIFIER + " characters.");
        }
    }

    static void engine(String engine) {
        if (ENGINE_NAME.matcher(engine).matches()) {
            throw Errors.notThere("The engine " + engine);
        }
        if (!engine.equals(ENGINE)) {
            throw Errors.value("Invalid DB engine: " + engine);
        }
    }

    /** @param version null for the one that there is */
    static void engineVersion(@Nullable String version, String there) {
        String major = there.substring(0, there.indexOf('.'));
        if (version != null && !version.equals(there) && !version.equals(major)) {
            throw Errors.combination("Cannot find version " + version + " for " + ENGINE);
        }
    }

    static void instanceClass(String name) {
        if (!CLASS.matcher(name).matches()) {
            throw Errors.value("Invalid DB Instance class: " + name);
        }
    }

    static int storage(@Nullable Integer size, @Nullable String type) {
        if (size == null) {
            throw Errors.value("The parameter AllocatedStorage must be provided and must not be null.");
        }
        String chosen = type == null ? STORAGE_TYPE : type;
        if (!STORAGE_TYPES.contains(chosen)) {
            throw Errors.notThere("The value " + chosen + " of StorageType");
        }
        if (size < LEAST_STORAGE || size > MOST_STORAGE) {
            throw Errors.combination(
                    "Invalid storage size for engine name " + ENGINE + " and storage type " + chosen + ": " + size);
        }
        return size;
    }

    static String masterUser(@Nullable String name) {
        if (name == null || !USER.matcher(name).matches()) {
            throw Errors.value("Invalid master user name");
        }
        if (name.startsWith("pg_")) {
            throw Errors.value("MasterUsername " + name + " cannot be used because role names starting with \"pg_\" are"
                    + " reserved by the PostgreSQL engine");
        }
        if (RESERVED_USERS.contains(name) || name.startsWith("rds_")) {
            throw Errors.value(
                    "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
        }
        return name;
    }

    static String password(@Nullable String password) {
        if (password == null) {
            throw Errors.value("Invalid master password");
        }
        String what = "The parameter MasterUserPassword is not a valid password";
        if (!password.chars().allMatch(c -> c > ' ' && c <= '~' && c != '/' && c != '@' && c != '"')) {
            throw Errors.value(what + ". Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.");
        }
        if (password.length() < SHORTEST_PASSWORD) {
            throw Errors.value(what + " because it is shorter than " + SHORTEST_PASSWORD + " characters.");
        }
        if (password.length() > LONGEST_PASSWORD) {
            throw Errors.value(what + " because it is longer than " + LONGEST_PASSWORD + " characters.");
        }
        return password;
    }

    static void database(@Nullable String name) {
        if (name != null && !DATABASE.matcher(name).matches()) {
            throw Errors.value("DBName must begin with a letter and contain only alphanumeric characters.");
        }
        if (name != null && (name.startsWith("template") || name.equals("rdsadmin"))) {
            throw Errors.value("DBName " + name + " cannot be used as it is a reserved word used by the engine");
        }
    }

    static void port(@Nullable Integer port) {
        if (port != null && (port < LOWEST_PORT || port > HIGHEST_PORT)) {
            throw Errors.value(
                    "Invalid port: " + port + ". Valid values are " + LOWEST_PORT + "-" + HIGHEST_PORT + ".");
        }
    }
}
