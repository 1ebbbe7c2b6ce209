package signet.junit;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link SignetServer} does: finds the server of a test, or starts it, and gives tests what they ask for. */
final class SignetServerExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SignetServerExtension.class);

    SignetServerExtension() {
        // made by JUnit
    }

    /** Under what a server is kept in its scope's store. */
    private record Key(SignetServer.Scope scope, String owner, String accountId, String region) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return value(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return value(parameter).orElseThrow().apply(signet(context));
    }

    private static Optional<Function<Signet, Object>> value(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Signet.class) {
            return Optional.of(signet -> signet);
        }
        if (type == Credentials.class) {
            return Optional.of(Signet::rootCredentials);
        }
        if (parameter.isAnnotated(Endpoint.class) && type == URI.class) {
            return Optional.of(Signet::endpoint);
        }
        if (type != String.class) {
            return Optional.empty();
        }
        if (parameter.isAnnotated(Endpoint.class)) {
            return Optional.of(signet -> signet.endpoint().toString());
        }
        if (parameter.isAnnotated(Region.class)) {
            return Optional.of(Signet::region);
        }
        return parameter.isAnnotated(AccountId.class) ? Optional.of(Signet::accountId) : Optional.empty();
    }

    private static Signet signet(ExtensionContext context) {
        ExtensionContext owner = annotated(context);
        SignetServer wanted = annotation(owner);
        ExtensionContext scope = switch (wanted.scope()) {
            case METHOD -> methodOf(context);
            case CLASS -> owner;
            case JVM -> context.getRoot();
        };
        String name = wanted.scope() == SignetServer.Scope.JVM ? "" : scope.getUniqueId();
        Key key = new Key(wanted.scope(), name, wanted.accountId(), wanted.region());
        return scope.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        key, started -> RunningServer.start(started.accountId(), started.region()), RunningServer.class)
                .signet();
    }

    /** The innermost class around a test that says which server it needs, itself or through the classes that it extends. */
    private static ExtensionContext annotated(ExtensionContext context) {
        for (ExtensionContext at = context; ; at = parent(at)) {
            boolean isClass = at.getTestMethod().isEmpty() && at.getTestClass().isPresent();
            if (isClass && find(at).isPresent()) {
                return at;
            }
        }
    }

    private static ExtensionContext parent(ExtensionContext context) {
        return context.getParent()
                .orElseThrow(() -> new ParameterResolutionException("no class around the test is a @SignetServer"));
    }

    private static Optional<SignetServer> find(ExtensionContext context) {
        return context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, SignetServer.class));
    }

    private static SignetServer annotation(ExtensionContext context) {
        return find(context).orElseThrow();
    }

    private static ExtensionContext methodOf(ExtensionContext context) {
        for (ExtensionContext at = context; ; at = at.getParent().orElseThrow()) {
            if (at.getTestMethod().isPresent()) {
                return at;
            }
            if (at.getParent().isEmpty()) {
                throw new ParameterResolutionException(
                        "with @SignetServer(scope = METHOD) a server is a test's own: constructors and @BeforeAll have none");
            }
        }
    }
}
