package signet.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.Tables;
import signet.importing.SourceFile;
import signet.model.AwsError;
import signet.sigv4.PresentedSignature;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureParser;
import signet.snapshot.View;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports an account for the operator. It needs what making an account needs, {@code organizations:CreateAccount}, and is the
 * root user's of the first account alone, for the answer has the new account's root key.
 */
final class ImportEndpoint {
    private static final Logger LOG = System.getLogger(ImportEndpoint.class.getName());

    private final Core core;
    private final OwnRequests requests;
    private final Imports imports;
    private final Runnable keep;
    /** A body is large, and is in memory several times. */
    private final Semaphore one = new Semaphore(1);

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(ImportHandler.LARGEST)
                            .build())
                    .build())
            .build();

    /** @param keep writes the credentials of all accounts down; called after each import */
    ImportEndpoint(Core core, Runnable keep) {
        this.core = core;
        this.requests = new OwnRequests(core);
        this.imports = new Imports(core);
        this.keep = keep;
    }

    /** Reads a request's body, which may be large. */
    interface Body {
        byte[] read();
    }

    /**
     * Imports what a request has.
     *
     * @throws AwsError if it may not, or cannot be imported
     */
    Imports.Done carryOut(Exchange exchange, Body body) {
        refuseStrangers(exchange);
        one.acquireUninterruptibly();
        try {
            byte[] bytes = body.read();
            return requests.carryOut(exchange, bytes, new Import(), bytes);
        } finally {
            one.release();
        }
    }

    /** Faults as JSON, for answers. */
    JsonNode shown(Imports.Done done) {
        return imports.shown(done.passedOver());
    }

    /** Who does not even say to be the operator's root user gets nothing read into memory. */
    private void refuseStrangers(Exchange exchange) {
        try {
            View view = core.state().current();
            Optional<String> operators = Accounts.first(view).map(Account::id);
            boolean claimed = SignatureParser.parse(Pipeline.message(exchange))
                    .map(PresentedSignature::accessKeyId)
                    .flatMap(id -> view.get(Tables.ACCESS_KEYS, id))
                    .filter(AccessKey::ofRoot)
                    .filter(key -> operators.filter(key.account()::equals).isPresent())
                    .isPresent();
            if (!claimed) {
                throw AwsError.of(
                        "AccessDeniedException",
                        403,
                        "Only the root user of the operator's account may import accounts, with its access key.");
            }
        } catch (SignatureException e) {
            throw AuthenticationErrors.of(Dialect.QUERY, e);
        }
    }

    private Imports.Wanted wanted(byte[] body) {
        JsonNode asked = OwnBodies.object(json, body);
        @Nullable JsonNode organization = asked.hasNonNull("organization") ? asked.path("organization") : null;
        return new Imports.Wanted(
                files(asked, "details"),
                files(asked, "bucketPolicies"),
                organization == null ? null : file(organization),
                asked.path("replace").asBoolean(false),
                asked.path("keepGoing").asBoolean(false),
                AccountsEndpoint.name(asked),
                AccountsEndpoint.email(asked));
    }

    private static List<SourceFile> files(JsonNode asked, String member) {
        List<SourceFile> files = new ArrayList<>();
        asked.path(member).forEach(file -> files.add(file(file)));
        return files;
    }

    private static SourceFile file(JsonNode file) {
        if (!file.path("name").isString() || !file.path("text").isString()) {
            throw OwnBodies.invalid("a file has a name and a text");
        }
        return new SourceFile(file.path("name").asString(), file.path("text").asString());
    }

    private final class Import implements OwnOperation<byte[], Imports.Done> {
        @Override
        public String service() {
            return AccountsEndpoint.SERVICE;
        }

        @Override
        public String name() {
            return "CreateAccount";
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Accesses accesses(Call<byte[]> call) {
            return AccountsEndpoint.needs(call, service() + ":" + name());
        }

        @Override
        public Imports.Done handle(Authorized<byte[]> request) {
            Imports.Done done = imports.carryOut(wanted(request.input()));
            try {
                keep.run();
            } catch (InvalidSettingException e) {
                LOG.log(Level.WARNING, "an imported account's key is written down at the next start only", e);
            }
            return done;
        }
    }
}
