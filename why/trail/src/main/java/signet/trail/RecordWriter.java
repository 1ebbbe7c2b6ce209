package signet.trail;

import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.RequestInfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes CloudTrail's records of events (CloudTrail User Guide, "CloudTrail record contents"). Used by one thread. */
final class RecordWriter {
    private static final String VERSION = "1.11";
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** The most of a message or a user agent that a record has (as above: 1 KB). */
    private static final int LONGEST_TEXT = 1024;

    private static final int KINDS = 2000;

    private final JsonFactory json;
    private final Parameters parameters;
    private final DecisionCodec decisions;
    private final EventIds ids;
    private final Map<String, Kind> kinds = new HashMap<>();
    private long lastSecond = Long.MIN_VALUE;
    private String lastTime = "";

    RecordWriter(JsonFactory json, DecisionCodec decisions, EventIds ids) {
        this.json = json;
        this.parameters = new Parameters(json);
        this.decisions = decisions;
        this.ids = ids;
    }

    /**
     * The rows of an event: one for each account that it concerns, the caller's first.
     *
     * @param millis when it was completed
     */
    List<Row> rows(Event event, long millis) {
        Draft draft = new Draft(event, millis);
        List<String> recipients = recipients(event);
        String shared = recipients.size() > 1 ? ids.shared() : null;
        String decided = decisions.encode(event.decisions());
        return recipients.stream()
                .map(account -> draft.row(account, shared, decided))
                .toList();
    }

    /**
     * The caller's account, and those of the resources; of a denial, another account hears only if the caller has none. An
     * event that concerns no account has an empty one.
     */
    private static List<String> recipients(Event event) {
        String own = event.caller().account();
        Set<String> accounts = new LinkedHashSet<>();
        if (!own.isEmpty()) {
            accounts.add(own);
        }
        if (own.isEmpty() || isAllowed(event)) {
            for (Decided decided : event.decisions()) {
                String owner = decided.request().resourceAccount();
                if (decided.required()
                        && !owner.equals(own)
                        && ACCOUNT.matcher(owner).matches()) {
                    accounts.add(owner);
                }
            }
        }
        return accounts.isEmpty() ? List.of("") : List.copyOf(accounts);
    }

    private static boolean isAllowed(Event event) {
        for (Decided decided : event.decisions()) {
            if (decided.required() && !decided.decision().allowed()) {
                return false;
            }
        }
        return true;
    }

    /** What is known of an operation, looked up once. */
    private record Kind(String eventName, String source, EventCategory category, boolean readOnly) {
        static Kind of(String service, String operation) {
            return new Kind(
                    EventNames.event(service, operation),
                    EventNames.source(service),
                    EventNames.category(service, operation),
                    Event.isReadOnly(operation));
        }
    }

    private Kind kind(Event event) {
        String key = event.service() + ":" + event.operation();
        Kind known = kinds.get(key);
        if (known == null) {
            known = Kind.of(event.service(), event.operation());
            // names that no service has come from clients, and there is no end of them
            if (kinds.size() < KINDS) {
                kinds.put(key, known);
            }
        }
        return known;
    }

    /** As records have times; the text of a second is made once. */
    private String time(long millis) {
        long second = Math.floorDiv(millis, 1000);
        if (second != lastSecond) {
            lastSecond = second;
            lastTime = Instant.ofEpochSecond(second).toString();
        }
        return lastTime;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** A resource that the record lists; the account is empty where AWS's records have none. */
    private record NamedArn(String type, String arn, String account) {}

    /** One event, with what all its rows have in common. */
    private final class Draft {
        private final Event event;
        private final RequestInfo info;
        private final long millis;
        private final Kind kind;
        private final @Nullable String errorCode;
        private final Touched touched = new Touched();
        private final @Nullable String request;
        private final @Nullable String response;
        private final Set<NamedArn> arns = new LinkedHashSet<>();

        Draft(Event event, long millis) {
            this.event = event;
            this.info = event.info();
            this.millis = millis;
            this.kind = kind(event);
            this.errorCode = event.errorCode() == null
                    ? null
                    : EventNames.error(event.service(), event.errorCode(), event.status());
            Event.Said<?, ?> said = event.said();
            this.request = said == null ? null : request(said).orElse(null);
            this.response = said == null || event.errorCode() != null
                    ? null
                    : response(said).orElse(null);
            for (Decided decided : event.decisions()) {
                if (decided.required()) {
                    name(decided);
                }
            }
        }

        /** Notes the resource of an access if it is one that records list; an object with its bucket. */
        private void name(Decided decided) {
            String arn = decided.access().resource();
            String type = ResourceTypes.ofArn(arn);
            if (type != null) {
                boolean object = type.equals("AWS::S3::Object");
                String owner = decided.request().resourceAccount();
                arns.add(new NamedArn(type, arn, object ? "" : owner));
                if (object) {
                    arns.add(new NamedArn("AWS::S3::Bucket", arn.substring(0, arn.indexOf('/')), owner));
                }
            }
        }

        private <I, O> Optional<String> request(Event.Said<I, O> said) {
            Event.Transport transport = event.transport();
            String host = transport == null ? null : transport.host();
            return parameters.request(
                    event.service(), event.operation(), said.model().input(), said.input(), host, touched);
        }

        private <I, O> Optional<String> response(Event.Said<I, O> said) {
            O output = said.output();
            return output == null || !Event.recordsAnswer(event.service(), event.operation())
                    ? Optional.empty()
                    : parameters.response(event.service(), said.model().output(), output, info.requestId(), touched);
        }

        Row row(String account, @Nullable String shared, String decided) {
            long position = ids.position(millis);
            long low = ids.low(position);
            String record = record(account, shared, EventIds.id(position, low));
            return new Row(
                    position, low, account, Row.flags(kind.readOnly(), kind.category()), terms(), record, decided);
        }

        private String terms() {
            Terms terms = new Terms();
            terms.add(Terms.CALLER_ACCOUNT, event.caller().account())
                    .add(Terms.EVENT_NAME, kind.eventName())
                    .add(Terms.EVENT_SOURCE, kind.source())
                    .add(Terms.USER_NAME, UserIdentity.userName(event.caller()))
                    .add(Terms.ACCESS_KEY, event.caller().accessKeyId())
                    .add(Terms.REQUEST, info.requestId());
            String authorization = event.authorizationId();
            if (authorization != null) {
                terms.add(Terms.AUTHORIZATION, authorization);
            }
            if (errorCode != null) {
                terms.add(Terms.ERROR, errorCode);
            }
            UserIdentity.arns(event.caller()).forEach(arn -> terms.add(Terms.PRINCIPAL, arn));
            for (Decided decided : event.decisions()) {
                terms.add(Terms.ACTION, decided.request().action());
                terms.add(Terms.RESOURCE_ARN, decided.request().resource());
                if (decided.required() && !decided.decision().allowed()) {
                    terms.add(Terms.DECISION, "Denied")
                            .add(Terms.DECISION, decided.decision().name());
                }
            }
            if (!event.decisions().isEmpty() && isAllowed(event)) {
                terms.add(Terms.DECISION, "Allowed");
            }
            resources().forEach(terms::resource);
            return terms.toString();
        }

        private List<TouchedResource> resources() {
            Set<TouchedResource> resources = new LinkedHashSet<>();
            arns.forEach(arn -> resources.add(new TouchedResource(arn.type(), arn.arn())));
            resources.addAll(touched.resources());
            return List.copyOf(resources);
        }

        private String record(String account, @Nullable String shared, String id) {
            StringWriter text = new StringWriter();
            try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
                out.writeStartObject();
                who(out, account);
                what(out);
                additional(out);
                out.writeStringProperty("requestID", info.requestId());
                out.writeStringProperty("eventID", id);
                out.writeBooleanProperty("readOnly", kind.readOnly());
                arns(out);
                out.writeStringProperty("eventType", "AwsApiCall");
                out.writeBooleanProperty("managementEvent", kind.category() == EventCategory.MANAGEMENT);
                out.writeStringProperty("recipientAccountId", account);
                if (shared != null) {
                    out.writeStringProperty("sharedEventID", shared);
                }
                out.writeStringProperty("eventCategory", kind.category().text());
                tls(out);
                out.writeEndObject();
            }
            return text.toString();
        }

        private void who(JsonGenerator out, String account) {
            Caller caller = event.caller();
            out.writeStringProperty("eventVersion", VERSION);
            out.writeName("userIdentity");
            if (caller.account().isEmpty() || caller.account().equals(account)) {
                UserIdentity.write(out, caller, event.service(), info.via());
            } else {
                UserIdentity.writeForeign(out, caller);
            }
        }

        private void what(JsonGenerator out) {
            String via = info.via();
            out.writeStringProperty("eventTime", time(millis));
            out.writeStringProperty("eventSource", kind.source());
            out.writeStringProperty("eventName", kind.eventName());
            out.writeStringProperty("awsRegion", info.region());
            out.writeStringProperty("sourceIPAddress", via == null ? info.sourceIp() : via);
            out.writeStringProperty("userAgent", via == null ? userAgent() : via);
            if (errorCode != null) {
                out.writeStringProperty("errorCode", errorCode);
                String message = Objects.requireNonNullElse(event.errorMessage(), "");
                out.writeStringProperty("errorMessage", cut(Secrets.withoutSecrets(message, touched.secrets())));
            }
            raw(out, "requestParameters", request);
            raw(out, "responseElements", response);
        }

        private String userAgent() {
            String agent = cut(Objects.requireNonNullElse(info.userAgent(), ""));
            return event.service().equals("s3") ? "[" + agent + "]" : agent;
        }

        private static void raw(JsonGenerator out, String name, @Nullable String value) {
            out.writeName(name);
            if (value == null) {
                out.writeNull();
            } else {
                out.writeRawValue(value);
            }
        }

        /** How an S3 request was signed, as S3's events say. */
        private void additional(JsonGenerator out) {
            if (!event.service().equals("s3")) {
                return;
            }
            info.signature().ifPresent(signed -> {
                out.writeObjectPropertyStart("additionalEventData");
                out.writeStringProperty("SignatureVersion", "SigV4");
                encryption().ifPresent(tls -> out.writeStringProperty("CipherSuite", tls.cipherSuite()));
                out.writeStringProperty("AuthenticationMethod", signed.query() ? "QueryString" : "AuthHeader");
                out.writeEndObject();
            });
        }

        private void arns(JsonGenerator out) {
            if (arns.isEmpty()) {
                return;
            }
            out.writeArrayPropertyStart("resources");
            for (NamedArn arn : arns) {
                out.writeStartObject();
                out.writeStringProperty("ARN", arn.arn());
                if (!arn.account().isEmpty()) {
                    out.writeStringProperty("accountId", arn.account());
                }
                out.writeStringProperty("type", arn.type());
                out.writeEndObject();
            }
            out.writeEndArray();
        }

        private void tls(JsonGenerator out) {
            encryption().ifPresent(tls -> {
                out.writeObjectPropertyStart("tlsDetails");
                out.writeStringProperty("tlsVersion", tls.version());
                out.writeStringProperty("cipherSuite", tls.cipherSuite());
                out.writeStringProperty(
                        "clientProvidedHostHeader",
                        Objects.requireNonNull(event.transport()).host());
                out.writeEndObject();
            });
        }

        private Optional<Event.Tls> encryption() {
            return Optional.ofNullable(event.transport()).flatMap(Event.Transport::encryption);
        }
    }
}
