package signet.lambda;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import signet.model.lambda.EnvironmentResponse;
import signet.model.lambda.EphemeralStorage;
import signet.model.lambda.FunctionConfiguration;
import signet.model.lambda.SnapStartResponse;
import signet.model.lambda.TracingConfigResponse;

/** Functions as Lambda shows them. */
final class Answers {
    private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int STORAGE_MEGABYTES = 512;

    private Answers() {}

    /** @param qualified whether it was asked for by a qualifier, which its ARN then has */
    static FunctionConfiguration of(FunctionRecord function, boolean qualified) {
        FunctionConfig settings = function.settings();
        Map<String, String> variables = settings.variables();
        return FunctionConfiguration.builder()
                .functionName(function.name())
                .functionArn(qualified ? function.arn() + ":" + FunctionName.LATEST : function.arn())
                .runtime(settings.runtime())
                .role(settings.roleArn())
                .handler(settings.handler())
                .codeSize(function.code().size())
                .codeSha256(function.code().sha256())
                .description(settings.description())
                .timeout(settings.timeout())
                .memorySize(settings.memory())
                .lastModified(MODIFIED.format(function.modified()))
                .version(FunctionName.LATEST)
                .environment(
                        variables == null
                                ? null
                                : EnvironmentResponse.builder()
                                        .variables(variables)
                                        .build())
                .tracingConfig(
                        TracingConfigResponse.builder().mode("PassThrough").build())
                .revisionId(function.revision())
                .state("Active")
                .lastUpdateStatus("Successful")
                .packageType("Zip")
                .architectures(List.of(settings.architecture()))
                .ephemeralStorage(
                        EphemeralStorage.builder().size(STORAGE_MEGABYTES).build())
                .snapStart(SnapStartResponse.builder()
                        .applyOn("None")
                        .optimizationStatus("Off")
                        .build())
                .build();
    }
}
