package signet.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.CreateServiceSpecificCredentialInput;
import signet.model.iam.CreateServiceSpecificCredentialOutput;
import signet.model.iam.IamOperations;
import signet.snapshot.View;

/** CreateServiceSpecificCredential: its password is shown here only. No service of ours takes it. */
record CreateServiceSpecificCredential(Parts parts)
        implements Operation<CreateServiceSpecificCredentialInput, CreateServiceSpecificCredentialOutput> {
    private static final int PASSWORD_BYTES = 32;

    @Override
    public OperationModel<CreateServiceSpecificCredentialInput, CreateServiceSpecificCredentialOutput> model() {
        return IamOperations.CREATE_SERVICE_SPECIFIC_CREDENTIAL;
    }

    @Override
    public Accesses accesses(Call<CreateServiceSpecificCredentialInput> call) {
        CreateServiceSpecificCredentialInput input = call.input();
        Access access = Kind.USER
                .access(call, "iam:CreateServiceSpecificCredential", input.userName())
                .with(ServiceCredentials.keys(input.serviceName()));
        return Accesses.of(
                input.credentialAgeDays() == null
                        ? access
                        : access.with(
                                "iam:ServiceSpecificCredentialAgeDays", Integer.toString(input.credentialAgeDays())));
    }

    @Override
    public CreateServiceSpecificCredentialOutput handle(Authorized<CreateServiceSpecificCredentialInput> request) {
        CreateServiceSpecificCredentialInput input = request.input();
        Instant now = Times.seconds(request.time());
        String password = password(parts);
        return parts.state().write(tx -> {
            User user = Kind.USER.get(tx, request.account(), input.userName());
            ServiceCredentials.checkService(input.serviceName());
            List<ServiceCredential> others = ofService(tx, user, input.serviceName());
            Quota.SERVICE_CREDENTIALS_PER_USER.check(others.size() + 1);
            ServiceCredential created = new ServiceCredential(
                    parts.ids().uniqueId("ACCA", request.account()),
                    request.account(),
                    user.id(),
                    input.serviceName(),
                    name(user, others),
                    ServiceCredentials.digest(password),
                    true,
                    now,
                    expiry(input, now));
            UserCredential.OF_SERVICE.put(tx, created);
            return new CreateServiceSpecificCredentialOutput(
                    ServiceCredentials.shape(created, user.name(), password, now));
        });
    }

    /** A new password: 32 random bytes. */
    static String password(Parts parts) {
        return Base64.getEncoder().encodeToString(parts.ids().bytes(PASSWORD_BYTES));
    }

    private static List<ServiceCredential> ofService(View view, User user, String service) {
        return view.find(IamTables.SERVICE_CREDENTIALS_BY_OWNER, user.id()).stream()
                .filter(credential -> credential.service().equals(service))
                .toList();
    }

    /** The user's name and account, with a number where the user has one already. */
    private static String name(User user, List<ServiceCredential> others) {
        Set<String> taken = others.stream().map(ServiceCredential::name).collect(Collectors.toSet());
        return IntStream.range(0, others.size() + 1)
                .mapToObj(i -> user.name() + (i == 0 ? "" : "+" + i) + "-at-" + user.account())
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Instant expiry(CreateServiceSpecificCredentialInput input, Instant now) {
        Integer days = input.credentialAgeDays();
        if (days != null && !ServiceCredentials.isKey(input.serviceName())) {
            throw Faults.validation("CredentialAgeDays is not supported for " + input.serviceName() + ".");
        }
        return Optional.ofNullable(days)
                .map(count -> now.plus(Duration.ofDays(count)))
                .orElse(null);
    }
}
