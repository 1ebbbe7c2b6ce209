package signet.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.ec2.Ec2Operations;
import signet.model.iam.IamOperations;
import signet.model.iamtoolbox.IamToolboxOperations;
import signet.model.lambda.LambdaOperations;
import signet.model.rds.RdsOperations;
import signet.model.s3.S3Operations;
import signet.model.sts.StsOperations;

/** The only router: a request means exactly one operation of one service, or an error. It never falls through to a broader one. */
public final class OperationResolver {
    private static final Map<String, ServiceModel> SERVICES = Map.of(
            "autoscaling", AutoScalingOperations.SERVICE,
            "cloudtrail", CloudTrailOperations.SERVICE,
            "iam-toolbox", IamToolboxOperations.SERVICE,
            "iam", IamOperations.SERVICE,
            "sts", StsOperations.SERVICE,
            "ec2", Ec2Operations.SERVICE,
            "lambda", LambdaOperations.SERVICE,
            "rds", RdsOperations.SERVICE,
            "s3", S3Operations.SERVICE);

    private final S3Router s3;
    private final Map<ServiceModel, RestRouter> rest = Map.of(
            LambdaOperations.SERVICE, new RestRouter(LambdaOperations.SERVICE),
            IamToolboxOperations.SERVICE, new RestRouter(IamToolboxOperations.SERVICE));

    /** Resolves Amazon's host names, and {@code bucket.localhost}. */
    public OperationResolver() {
        this(List.of());
    }

    /** @param s3Domains host names whose sub-domains are buckets; Amazon's own and localhost's are always */
    public OperationResolver(List<String> s3Domains) {
        s3 = new S3Router(
                S3Operations.SERVICE,
                Stream.concat(Stream.of("localhost"), s3Domains.stream()).toList());
    }

    /** The services that a request can be for, by the names of their endpoints. */
    public static Map<String, ServiceModel> services() {
        return SERVICES;
    }

    /**
     * The operation that {@code request} asks for.
     *
     * @param scopeService the service in the scope of the request's signature; null for an unsigned request
     * @throws AwsError if there is no such operation, or the request could mean more than one
     */
    public Resolution resolve(WireRequest request, @Nullable String scopeService) {
        ServiceModel service = service(request, scopeService);
        return switch (service.protocol()) {
            case AWS_QUERY, EC2_QUERY -> query(service, request, Form.of(request));
            case REST_XML -> s3.resolve(request);
            case REST_JSON -> Objects.requireNonNull(rest.get(service)).resolve(request);
            case AWS_JSON_1_0, AWS_JSON_1_1 -> TargetRouter.resolve(service, request);
        };
    }

    /**
     * The service that {@code request} is for: its signature's, else its host's, else its target's, else that of its API
     * version, else S3. Errors before an operation is known are written in this service's protocol.
     *
     * @throws AwsError if the signature names a service that isn't here
     */
    public ServiceModel service(WireRequest request, @Nullable String scopeService) {
        if (scopeService != null) {
            return signed(request, scopeService)
                    .orElseThrow(() -> AwsError.of(
                            "NotImplemented", 501, "The service '" + scopeService + "' is not available here."));
        }
        return byHost(request.host())
                .or(() -> TargetRouter.service(request, SERVICES.values()))
                .or(() -> byVersion(request))
                .orElse(S3Operations.SERVICE);
    }

    /**
     * The service of a signature's name. IAM Toolbox's requests are signed for IAM, which itself has no path but one
     * (https://docs.aws.amazon.com/iam-toolbox/latest/APIReference).
     */
    private static Optional<ServiceModel> signed(WireRequest request, String name) {
        if (name.equals("iam") && request.rawPath().startsWith("/authorization-details")) {
            return Optional.of(IamToolboxOperations.SERVICE);
        }
        return Optional.ofNullable(SERVICES.get(name))
                .filter(service -> service.signingName().equals(name));
    }

    private static Optional<ServiceModel> byHost(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
        if (!name.endsWith(".amazonaws.com")) {
            return Optional.empty();
        }
        Optional<ServiceModel> named = Optional.ofNullable(SERVICES.get(name.substring(0, name.indexOf('.'))));
        return named.isPresent() && !name.contains(".s3.") && !name.contains(".s3-")
                ? named
                : Optional.of(S3Operations.SERVICE);
    }

    private static Optional<ServiceModel> byVersion(WireRequest request) {
        boolean form = request.headers()
                .first("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                .orElse(false);
        boolean query = request.rawQuery() != null && request.rawQuery().contains("Action=");
        if (!request.rawPath().equals("/") || !((form && request.method().equals("POST")) || query)) {
            return Optional.empty();
        }
        Optional<String> version = Form.of(request).get("Version");
        return SERVICES.values().stream()
                .filter(service -> version.isPresent() && service.version().equals(version.get()))
                .findFirst();
    }

    private static Resolution query(ServiceModel service, WireRequest request, Form form) {
        String action = form.get("Action").filter(a -> !a.isEmpty()).orElseThrow(QueryErrors::missingAction);
        String version = form.get("Version").orElse("");
        if (!version.equals(service.version())) {
            throw QueryErrors.wrongVersion(service, action, version);
        }
        Optional<OperationModel<?, ?>> operation = service.operation(action);
        if (operation.isPresent()) {
            return Resolution.Known.query(service, operation.get(), request, form);
        }
        if (service.knownOperations().contains(action)) {
            return new Resolution.NotImplemented(service, action);
        }
        throw QueryErrors.unknownAction(service, action, version);
    }
}
