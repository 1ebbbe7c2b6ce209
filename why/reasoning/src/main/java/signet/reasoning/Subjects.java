package signet.reasoning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.View;

/**
 * Finds whom a question is about: the caller that a principal would be if it sent a request at the given time. A user asks by a
 * long-term key; a role by a fresh session without session policies, tags or source identity.
 */
public final class Subjects {
    private static final Pattern ARN =
            Pattern.compile("arn:aws:(iam|sts)::([0-9]{12}):(root|user|role|assumed-role)(?:/(.+))?");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");
    private static final String SESSION_NAME = "signet";
    private static final Duration SESSION = Duration.ofHours(1);

    private final View view;
    private final Instant now;

    /** Subjects in a view, which begin their sessions at the given time. */
    public Subjects(View view, Instant now) {
        this.view = view.effective();
        this.now = now;
    }

    /**
     * Whom a text names: the ARN of a user, a role, a role's session or a root user; a service principal; {@code anonymous}; or
     * within the asker's account {@code root}, {@code user/NAME}, {@code role/NAME}, or only the name.
     *
     * @param account the asker's account
     */
    public Caller named(String account, String who) throws UnknownSubjectException {
        if (who.equals("anonymous") || who.equals("*")) {
            return new Caller.Anonymous();
        }
        if (SERVICE.matcher(who).matches()) {
            return new Caller.AwsService(who);
        }
        Matcher arn = ARN.matcher(who);
        if (arn.matches()) {
            return ofArn(arn, who);
        }
        if (who.startsWith("arn:")) {
            throw new UnknownSubjectException(who + " is not the ARN of a user, a role or a root user");
        }
        return inAccount(account, who);
    }

    /**
     * The role that a text names: its ARN or, within an account, {@code role/NAME} or only the name.
     *
     * @param account where a role is looked for that is named without its account
     */
    public Role role(String account, String which) throws UnknownSubjectException {
        String name = which.startsWith("arn:") || which.startsWith("role/") ? which : "role/" + which;
        if (named(account, name) instanceof Caller.RoleSession session && !which.contains(":assumed-role/")) {
            return session.role();
        }
        throw new UnknownSubjectException(which + " is no role");
    }

    private Caller ofArn(Matcher arn, String who) throws UnknownSubjectException {
        String account = arn.group(2);
        String rest = Optional.ofNullable(arn.group(4)).orElse("");
        String name = rest.substring(rest.lastIndexOf('/') + 1);
        Optional<Caller> found = switch (arn.group(3)) {
            case "root" -> rest.isEmpty() ? root(account) : Optional.empty();
            case "user" -> user(account, name);
            case "role" -> role(account, name, SESSION_NAME);
            default -> role(account, rest.split("/", 2)[0], name);
        };
        return found.filter(caller -> caller.arn().equals(who) || isRole(caller, who))
                .orElseThrow(() -> new UnknownSubjectException("there is no " + who));
    }

    private static boolean isRole(Caller caller, String arn) {
        return caller instanceof Caller.RoleSession session
                && session.role().arn().equals(arn);
    }

    private Caller inAccount(String account, String who) throws UnknownSubjectException {
        if (who.equals("root")) {
            return root(account).orElseThrow(() -> new UnknownSubjectException("there is no account " + account));
        }
        String name = who.startsWith("user/") || who.startsWith("role/") ? who.substring(5) : who;
        Optional<Caller> user = who.startsWith("role/") ? Optional.empty() : user(account, name);
        Optional<Caller> role = who.startsWith("user/") ? Optional.empty() : role(account, name, SESSION_NAME);
        if (user.isPresent() && role.isPresent()) {
            throw new UnknownSubjectException(who + " is a user and a role: write user/" + name + " or role/" + name);
        }
        return user.or(() -> role)
                .orElseThrow(
                        () -> new UnknownSubjectException("account " + account + " has no user or role named " + name));
    }

    /** Every user and every role of an account, in the order of their ARNs within each. */
    public List<Caller> all(String account) {
        Stream<Caller> users = view.under(Tables.USERS, Tables.key(account, "")).values().stream()
                .map(this::asking);
        Stream<Caller> roles = view.under(Tables.ROLES, Tables.key(account, "")).values().stream()
                .map(role -> in(role, SESSION_NAME));
        return Stream.concat(users, roles).toList();
    }

    private Optional<Caller> root(String account) {
        return view.get(Tables.ACCOUNTS, account).map(found -> new Caller.Root(account, "", null));
    }

    private Optional<Caller> user(String account, String name) {
        return view.get(Tables.USERS, Tables.key(account, name)).map(this::asking);
    }

    private Optional<Caller> role(String account, String name, String session) {
        return view.get(Tables.ROLES, Tables.key(account, name)).map(role -> in(role, session));
    }

    private Caller asking(User user) {
        return new Caller.IamUser(user, "", null);
    }

    private Caller in(Role role, String name) {
        return new Caller.RoleSession(
                role,
                new Session(
                        "",
                        "",
                        role.account(),
                        Session.Kind.ROLE,
                        role.id(),
                        name,
                        now,
                        now.plus(SESSION),
                        false,
                        null,
                        List.of(),
                        Map.of(),
                        List.of(),
                        null,
                        false,
                        Map.of()));
    }
}
