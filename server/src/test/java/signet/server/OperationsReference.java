package signet.server;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signet.actions.reference.AuthorizationReference;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Service;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** The page of all operations, {@code docs/reference/operations.md}, as the code has them. */
final class OperationsReference {
    private static final Map<String, String> TITLES = Map.of(
            "autoscaling", "Auto Scaling",
            "cloudtrail", "CloudTrail",
            "ec2", "EC2",
            "iam", "IAM",
            "iam-toolbox", "IAM Toolbox",
            "lambda", "Lambda",
            "rds", "RDS",
            "s3", "S3",
            "sts", "STS");

    private final SignetServer server;
    private final Caller caller;
    private final MadeInputs inputs;
    private final Set<String> untold = new TreeSet<>();

    OperationsReference(SignetServer server, Caller caller, MadeInputs inputs) {
        this.server = server;
        this.caller = caller;
        this.inputs = inputs;
    }

    String page() {
        StringBuilder page = new StringBuilder("""
                # Operations

                <!-- Generated: a test in server compares this page with the code and says how to write it anew. -->

                What Signet has of each service's API, by Amazon's names. *There* are those that are carried out; all others are
                authenticated and then refused (`NotImplemented`, in EC2 `UnsupportedOperation`), with the reason where there is one
                to tell. The actions are those that the operation's code asks for, all of what a request may need: which of them one
                needs depends on what is in it. An operation without an action needs no permission, only a signature. Where † stands the
                page knows no more than the action of that name: the code looks at something that exists, such as an instance, before it
                says what it needs, and may ask for more, as RunInstances does for tags and for the role that it hands over.
                """);
        server.services().all().forEach((name, service) -> service(page, name, service));
        return page.toString();
    }

    private void service(StringBuilder page, String name, Service service) {
        Map<String, Operation<?, ?>> there = new TreeMap<>();
        service.operations().forEach(operation -> there.put(operation.model().name(), operation));
        Set<String> known = new TreeSet<>(service.model().knownOperations());
        page.append("\n## ")
                .append(TITLES.getOrDefault(name, name))
                .append("\n\n")
                .append(there.size())
                .append(" of ")
                .append(known.size())
                .append(" operations.\n\n| Operation | State | Actions |\n|---|---|---|\n");
        for (String operation : known) {
            Operation<?, ?> found = there.get(operation);
            if (found != null) {
                Set<String> actions = actions(service.model(), found);
                row(page, operation, untold.contains(name + ":" + operation) ? "there †" : "there", actions);
            } else if (Refusals.reasons().containsKey(name + ":" + operation)) {
                row(page, operation, "refused, because " + Refusals.reasons().get(name + ":" + operation), Set.of());
            }
        }
        String others = known.stream()
                .filter(operation -> !there.containsKey(operation))
                .filter(operation -> !Refusals.reasons().containsKey(name + ":" + operation))
                .map(operation -> "`" + operation + "`")
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            page.append("\nNot there: ").append(others).append(".\n");
        }
    }

    private static void row(StringBuilder page, String operation, String state, Set<String> actions) {
        page.append("| `")
                .append(operation)
                .append("` | ")
                .append(state)
                .append(" | ")
                .append(actions.stream().map(action -> "`" + action + "`").collect(Collectors.joining(", ")))
                .append(" |\n");
    }

    /** What an operation asks for in any of the requests made from its model; the action of its name if none can be made. */
    private <I> Set<String> actions(ServiceModel service, Operation<I, ?> operation) {
        OperationModel<I, ?> model = operation.model();
        Set<String> actions = new TreeSet<>();
        boolean asked = false;
        for (I input : inputs.of(model.input())) {
            Optional<Accesses> accesses = accesses(operation, input);
            asked = asked || accesses.isPresent();
            accesses.ifPresent(found -> Stream.concat(found.required().stream(), found.advisory().stream())
                    .map(Access::action)
                    .forEach(actions::add));
        }
        if (!asked) {
            String name = service.name() + ":" + model.name();
            Stream.of(name).filter(AuthorizationReference::hasAction).forEach(actions::add);
            untold.add(name);
        }
        return actions;
    }

    private <I> Optional<Accesses> accesses(Operation<I, ?> operation, I input) {
        RequestInfo info = new RequestInfo(
                "11111111-2222-4333-8444-555555555555", TestServer.NOW, "us-east-1", "127.0.0.1", true, null, null);
        try {
            return Optional.of(operation.accesses(
                    new Call<>(input, caller, info, server.core().state().current())));
        } catch (AwsError | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
