package signet.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.identity.Account;
import signet.model.AwsError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and lists accounts for the operator: whoever has the first account's root credentials, which lie in the data
 * directory. It needs what AWS Organizations needs for the same, {@code organizations:CreateAccount} and
 * {@code organizations:ListAccounts}; the limits are that API's too (AWS Organizations API Reference, "CreateAccount").
 */
final class AccountsEndpoint {
    static final String SERVICE = "organizations";
    private static final Logger LOG = System.getLogger(AccountsEndpoint.class.getName());
    private static final Pattern ID = Pattern.compile("[0-9]{12}");
    private static final Pattern NAME = Pattern.compile("[ -~]{1,50}");
    private static final Pattern EMAIL = Pattern.compile("(?=.{6,64}$)[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    private final OwnRequests requests;
    private final Accounts accounts;
    private final Runnable keep;
    private final JsonMapper json = new JsonMapper();

    /** @param keep writes the credentials of all accounts down; called after each that is made */
    AccountsEndpoint(Core core, Runnable keep) {
        this.requests = new OwnRequests(core);
        this.accounts = new Accounts(core.state(), core.ids(), core.clock());
        this.keep = keep;
    }

    /**
     * Makes the account that a request describes.
     *
     * @throws AwsError if it may not, or cannot be made
     */
    Accounts.Entry create(Exchange exchange, byte[] body) {
        return requests.carryOut(exchange, body, new Create(), body);
    }

    /**
     * Every account.
     *
     * @throws AwsError if the request may not see them
     */
    List<Accounts.Entry> list(Exchange exchange, byte[] body) {
        return requests.carryOut(exchange, body, new ListAll(), body);
    }

    /** The operator's account owns what is asked for, so that nobody of another one is allowed it. */
    static Accesses needs(Call<?> call, String action) {
        String operators = Accounts.first(call.view()).map(Account::id).orElse("");
        boolean operator =
                call.caller() instanceof Caller.Root root && root.account().equals(operators);
        if (!operator) {
            throw refused(call.caller(), action);
        }
        return Accesses.of(Access.to(action, "*").ownedBy(operators));
    }

    private static AwsError refused(Caller caller, String action) {
        return AwsError.of(
                "AccessDeniedException",
                403,
                "User: " + caller.arn() + " is not authorized to perform: " + action
                        + " because only the root user of the operator's account may do this");
    }

    private Accounts.Wanted wanted(byte[] body) {
        JsonNode asked = OwnBodies.object(json, body);
        return new Accounts.Wanted(text(asked, "id", ID, "an account id is twelve digits"), name(asked), email(asked));
    }

    /** What an account is to be called, null if that is left open. */
    static @Nullable String name(JsonNode asked) {
        return text(asked, "name", NAME, "a name is 1 to 50 printable ASCII characters");
    }

    /** The address of an account's root user, null if that is left open. */
    static @Nullable String email(JsonNode asked) {
        return text(asked, "email", EMAIL, "an email address has 6 to 64 characters, such as ops@example.com");
    }

    private static @Nullable String text(JsonNode asked, String member, Pattern form, String rule) {
        JsonNode value = asked.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString() || !form.matcher(value.asString()).matches()) {
            throw OwnBodies.invalid(rule);
        }
        return value.asString();
    }

    private abstract static class Own<O> implements OwnOperation<byte[], O> {
        @Override
        public String service() {
            return SERVICE;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Accesses accesses(Call<byte[]> call) {
            return needs(call, SERVICE + ":" + name());
        }
    }

    private final class Create extends Own<Accounts.Entry> {
        @Override
        public String name() {
            return "CreateAccount";
        }

        @Override
        public Accounts.Entry handle(Authorized<byte[]> request) {
            Accounts.Entry made = accounts.create(wanted(request.input()));
            try {
                keep.run();
            } catch (InvalidSettingException e) {
                LOG.log(Level.WARNING, "a new account's key is written down at the next start only", e);
            }
            return made;
        }
    }

    private static final class ListAll extends Own<List<Accounts.Entry>> {
        @Override
        public String name() {
            return "ListAccounts";
        }

        @Override
        public List<Accounts.Entry> handle(Authorized<byte[]> request) {
            return Accounts.all(request.view());
        }
    }
}
