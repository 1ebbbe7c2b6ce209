package signet.iam;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Call;
import signet.identity.Ids;
import signet.identity.SamlProvider;
import signet.identity.SamlProvider.DecryptionKey;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.saml.SamlException;
import signet.saml.SamlMetadata;
import signet.snapshot.Table;
import signet.snapshot.View;

/** SAML providers, as requests name them: by their ARN. */
final class SamlProviders implements Target<SamlProvider> {
    static final SamlProviders SAML = new SamlProviders();

    private static final String REQUIRED = "Required";
    private static final int MOST_KEYS = 2;

    private SamlProviders() {}

    /** An identity provider's description of itself, read. */
    static SamlMetadata metadata(String document) {
        try {
            SamlMetadata metadata = SamlMetadata.parse(document);
            Quota.KEYS_PER_SAML_PROVIDER.check(metadata.certificates().size());
            return metadata;
        } catch (SamlException e) {
            throw IamErrors.invalidInput("Could not parse metadata");
        }
    }

    /** Whether assertions have to be encrypted from now on: as asked for, or as before. */
    static boolean required(@Nullable String mode, boolean before, List<DecryptionKey> keys) {
        boolean required = mode == null ? before : mode.equals(REQUIRED);
        if (required && keys.isEmpty()) {
            throw IamErrors.invalidInput(
                    "Unable to set assertion encryption mode to Required because no private key is provided.");
        }
        return required;
    }

    static String mode(SamlProvider provider) {
        return provider.encryptionRequired() ? REQUIRED : "Allowed";
    }

    /** A provider's keys and one more. */
    static List<DecryptionKey> with(List<DecryptionKey> keys, String pem, Ids ids, String account, Instant now) {
        if (keys.size() == MOST_KEYS) {
            throw IamErrors.limitExceeded("Private key limit of 2 is reached.");
        }
        String pkcs8 = Base64.getEncoder().encodeToString(privateKey(pem));
        return Stream.concat(keys.stream(), Stream.of(new DecryptionKey(ids.uniqueId("SAMLK", account), now, pkcs8)))
                .toList();
    }

    static List<DecryptionKey> without(List<DecryptionKey> keys, String id) {
        List<DecryptionKey> left =
                keys.stream().filter(key -> !key.id().equals(id)).toList();
        if (left.size() == keys.size()) {
            throw IamErrors.invalidInput(
                    "Failed to remove private key because the Key ID does not match a private key.");
        }
        return left;
    }

    private static byte[] privateKey(String pem) {
        return Certificates.rsaKey(pem).orElseThrow(() -> IamErrors.invalidInput("Invalid private key."));
    }

    static AwsError missing(String arn) {
        return IamErrors.noSuchEntity("Manifest not found for arn " + arn);
    }

    @Override
    public Table<SamlProvider> table() {
        return Tables.SAML_PROVIDERS;
    }

    @Override
    public String keyOf(SamlProvider provider) {
        return provider.key();
    }

    @Override
    public SamlProvider get(View view, String account, String arn) {
        return find(view, account, arn).orElseThrow(() -> missing(arn));
    }

    private static Optional<SamlProvider> find(View view, String account, String arn) {
        return SamlProvider.find(view, arn)
                .filter(provider -> provider.account().equals(account));
    }

    @Override
    public Access access(Call<?> call, String action, String arn) {
        return accessByArn(call, action, arn);
    }

    @Override
    public Access accessByArn(Call<?> call, String action, String arn) {
        String account = call.caller().account();
        String named = SamlProvider.isArn(arn) ? arn : "arn:aws:iam::" + account + ":saml-provider/" + arn;
        Access access = Access.to(action, named);
        return find(call.view(), account, arn)
                .map(provider -> access.with(ConditionKeys.ofResource(provider.tags())))
                .orElse(access);
    }
}
