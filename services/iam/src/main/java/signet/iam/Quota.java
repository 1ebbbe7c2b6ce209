package signet.iam;

import signet.model.iam.IamErrors;

/** IAM's default quotas (IAM User Guide, "IAM and AWS STS quotas"), with the names under which errors give them. */
enum Quota {
    USERS("UsersPerAccount", 5000),
    GROUPS("GroupsPerAccount", 300),
    ROLES("RolesPerAccount", 1000),
    INSTANCE_PROFILES("InstanceProfilesPerAccount", 1000),
    POLICIES("PoliciesPerAccount", 1500),
    GROUPS_PER_USER("GroupsPerUser", 10),
    ACCESS_KEYS_PER_USER("AccessKeysPerUser", 2),
    POLICIES_PER_USER("PoliciesPerUser", 10),
    POLICIES_PER_GROUP("PoliciesPerGroup", 10),
    POLICIES_PER_ROLE("PoliciesPerRole", 10),
    ROLES_PER_INSTANCE_PROFILE("InstanceSessionsPerInstanceProfile", 1),
    POLICY_SIZE("PolicySize", 6144),
    TRUST_POLICY_SIZE("ACLSizePerRole", 2048),
    INLINE_SIZE_USER("UserPolicySize", 2048),
    INLINE_SIZE_GROUP("GroupPolicySize", 5120),
    INLINE_SIZE_ROLE("RolePolicySize", 10240),
    VERSIONS_PER_POLICY("VersionsPerPolicy", 5),
    POLICY_VERSIONS_IN_USE("PolicyVersionsInUse", 10000),
    SAML_PROVIDERS("SAMLProvidersPerAccount", 100),
    KEYS_PER_SAML_PROVIDER("KeysPerSAMLProvider", 10),
    SERVER_CERTIFICATES("ServerCertificatesPerAccount", 20),
    SIGNING_CERTIFICATES_PER_USER("CertificatesPerUser", 2),
    MFA_DEVICES_PER_USER("MFADevicesPerUser", 8),
    VIRTUAL_MFA_DEVICES("VirtualMFADevicesPerAccount", 5000),
    SSH_KEYS_PER_USER("SSHPublicKeysPerUser", 5),
    SERVICE_CREDENTIALS_PER_USER("ServiceSpecificCredentialsPerUser", 2),
    OIDC_PROVIDERS("OpenIdConnectProvidersPerAccount", 100),
    CLIENT_IDS_PER_OIDC_PROVIDER("ClientIdsPerOpenIdConnectProvider", 100),
    TAGS("Tags", 50);

    private final String title;
    private final int limit;

    Quota(String title, int limit) {
        this.title = title;
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /** Refuses a change after which there would be too many, or too much. */
    void check(int amount) {
        if (amount > limit) {
            throw IamErrors.limitExceeded("Cannot exceed quota for " + title + ": " + limit);
        }
    }
}
