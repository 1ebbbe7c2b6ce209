package signet.iam;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import signet.identity.CustomerPolicy;
import signet.identity.InstanceProfile;
import signet.identity.MfaDevice;
import signet.identity.OidcProvider;
import signet.identity.Role;
import signet.identity.SamlProvider;
import signet.identity.User;

/** One of the kinds of entity that have tags. */
record Taggable<T>(
        Target<T> target,
        TagRule rule,
        Function<T, Map<String, String>> tags,
        BiFunction<T, Map<String, String>, T> withTags) {
    static final Taggable<User> USER = new Taggable<>(Kind.USER, TagRule.IGNORING_CASE, User::tags, User::withTags);
    static final Taggable<Role> ROLE = new Taggable<>(Kind.ROLE, TagRule.IGNORING_CASE, Role::tags, Role::withTags);
    static final Taggable<InstanceProfile> INSTANCE_PROFILE = new Taggable<>(
            Kind.INSTANCE_PROFILE, TagRule.IGNORING_CASE, InstanceProfile::tags, InstanceProfile::withTags);
    static final Taggable<SamlProvider> SAML_PROVIDER =
            new Taggable<>(SamlProviders.SAML, TagRule.EXACT, SamlProvider::tags, SamlProvider::withTags);
    static final Taggable<MfaDevice> MFA_DEVICE =
            new Taggable<>(MfaDevices.VIRTUAL, TagRule.EXACT, MfaDevice::tags, MfaDevice::withTags);
    static final Taggable<StoredCertificate> SERVER_CERTIFICATE = new Taggable<>(
            Kind.SERVER_CERTIFICATE, TagRule.EXACT, StoredCertificate::tags, StoredCertificate::withTags);
    static final Taggable<OidcProvider> OIDC_PROVIDER =
            new Taggable<>(OidcProviders.ALL, TagRule.EXACT, OidcProvider::tags, OidcProvider::withTags);
    static final Taggable<CustomerPolicy> POLICY =
            new Taggable<>(Policies.CUSTOMER, TagRule.EXACT, CustomerPolicy::tags, CustomerPolicy::withTags);

    /**
     * The entity, to be changed.
     *
     * @throws signet.model.AwsError NoSuchEntity if there is none, UnmodifiableEntity if it is a role that AWS reserves
     */
    T writable(signet.snapshot.View view, String account, String id) {
        T entity = target.get(view, account, id);
        if (entity instanceof Role role) {
            Protection.checkReserved(role);
        }
        return entity;
    }
}
