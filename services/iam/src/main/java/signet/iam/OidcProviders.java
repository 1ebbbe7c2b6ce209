package signet.iam;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Call;
import signet.identity.OidcProvider;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.Table;
import signet.snapshot.View;

/** OpenID Connect identity providers, as requests name them: by ARN. */
final class OidcProviders implements Target<OidcProvider> {
    static final OidcProviders ALL = new OidcProviders();

    private static final Pattern ARN = Pattern.compile("arn:aws:iam::[0-9]{12}:([a-z-]+)/.+");
    private static final int MOST_THUMBPRINTS = 5;

    private OidcProviders() {}

    /**
     * Thumbprints as they are kept.
     *
     * @throws AwsError if they are too many
     */
    static List<String> thumbprints(@Nullable List<String> given) {
        List<String> thumbprints = given == null ? List.of() : given;
        if (thumbprints.size() > MOST_THUMBPRINTS) {
            throw IamErrors.invalidInput("Thumbprint list must contain fewer than 5 entries.");
        }
        return thumbprints.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    @Override
    public Table<OidcProvider> table() {
        return Tables.OIDC_PROVIDERS;
    }

    @Override
    public String keyOf(OidcProvider provider) {
        return provider.key();
    }

    @Override
    public OidcProvider get(View view, String account, String arn) {
        return find(view, account, arn)
                .orElseThrow(() -> IamErrors.noSuchEntity("OpenIDConnect Provider not found for arn " + arn));
    }

    Optional<OidcProvider> find(View view, String account, String arn) {
        return OidcProvider.find(view, arn)
                .filter(provider -> provider.account().equals(account));
    }

    @Override
    public Access access(Call<?> call, String action, String arn) {
        return accessByArn(call, action, arn);
    }

    @Override
    public Access accessByArn(Call<?> call, String action, String arn) {
        Matcher form = ARN.matcher(arn);
        if (!form.matches()) {
            throw Faults.validation("Invalid ARN: " + arn);
        }
        if (!form.group(1).equals("oidc-provider")) {
            throw Faults.validation("Invalid resource type in ARN");
        }
        Access access = Access.to(action, arn);
        return find(call.view(), call.caller().account(), arn)
                .map(provider -> access.with(ConditionKeys.ofResource(provider.tags())))
                .orElse(access);
    }
}
