package signet.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import signet.snapshot.Index;
import signet.snapshot.Table;
import signet.snapshot.View;

/** The tables of accounts and identities, and their indexes. */
public final class Tables {
    /** By id. */
    public static final Table<Account> ACCOUNTS = Table.of("account", Account.class);
    /** By account id; an account of which nothing was said has none. */
    public static final Table<AccountContact> ACCOUNT_CONTACTS = Table.of("account-contact", AccountContact.class);
    /** By {@link #key account and name}. */
    public static final Table<User> USERS = Table.of("user", User.class);
    /** By {@link #key account and name}. */
    public static final Table<Group> GROUPS = Table.of("group", Group.class);
    /** By {@link #key account and name}. */
    public static final Table<Role> ROLES = Table.of("role", Role.class);
    /** By {@link #key account and name}. */
    public static final Table<CustomerPolicy> POLICIES = Table.of("policy", CustomerPolicy.class);
    /** By {@link RecordedPolicy#key account and ARN}. */
    public static final Table<RecordedPolicy> RECORDED_POLICIES = Table.of("recorded-policy", RecordedPolicy.class);
    /** By access key id. */
    public static final Table<AccessKey> ACCESS_KEYS = Table.of("access-key", AccessKey.class);
    /** By {@link #key account and name}. */
    public static final Table<InstanceProfile> INSTANCE_PROFILES = Table.of("instance-profile", InstanceProfile.class);
    /** By {@link #key account and task id}. */
    public static final Table<RoleDeletion> ROLE_DELETIONS = Table.of("role-deletion", RoleDeletion.class);
    /** By id. */
    public static final Table<Organization> ORGANIZATIONS = Table.of("organization", Organization.class);
    /** By organization and id; the roots are among them. */
    public static final Table<OrganizationalUnit> ORGANIZATIONAL_UNITS =
            Table.of("organizational-unit", OrganizationalUnit.class);
    /** By account id, so that no account is in two organizations. */
    public static final Table<MemberAccount> MEMBER_ACCOUNTS = Table.of("member-account", MemberAccount.class);
    /** By organization and id. */
    public static final Table<OrganizationPolicy> ORGANIZATION_POLICIES =
            Table.of("organization-policy", OrganizationPolicy.class);
    /** By organization. */
    public static final Table<RootAccess> ROOT_ACCESS = Table.of("root-access", RootAccess.class);
    /** By {@link #key account and name}. */
    public static final Table<SamlProvider> SAML_PROVIDERS = Table.of("saml-provider", SamlProvider.class);
    /** By the user's unique id. */
    public static final Table<LoginProfile> LOGIN_PROFILES = Table.of("login-profile", LoginProfile.class);
    /** By the user's unique id. */
    public static final Table<SignIn> SIGN_INS = Table.of("sign-in", SignIn.class);
    /** By account; an account that has none follows AWS's default policy. */
    public static final Table<PasswordPolicy> PASSWORD_POLICIES = Table.of("password-policy", PasswordPolicy.class);
    /** By {@link MfaDevice#key account, path and name}, of which the case matters. */
    public static final Table<MfaDevice> MFA_DEVICES = Table.of("mfa-device", MfaDevice.class);
    /** By {@link #key account and task id}. */
    public static final Table<FailedRoleDeletion> FAILED_ROLE_DELETIONS =
            Table.of("failed-role-deletion", FailedRoleDeletion.class);
    /** By {@link OidcProvider#key account and name}, of which the case matters. */
    public static final Table<OidcProvider> OIDC_PROVIDERS = Table.of("oidc-provider", OidcProvider.class);
    /** By account; for accounts whose principals have ever been given tokens for elsewhere. */
    public static final Table<TokenIssuer> TOKEN_ISSUERS = Table.of("token-issuer", TokenIssuer.class);
    /** By {@link RoleUse#key}. */
    public static final Table<RoleUse> ROLE_USES = Table.of("role-use", RoleUse.class);
    /** By name; the keys under which the server seals what it hands out and must get back unchanged. */
    static final Table<SealingKey> SEALING_KEYS = Table.of("sealing-key", SealingKey.class);

    /** Users by unique id. */
    public static final Index<User> USERS_BY_ID = USERS.index(user -> List.of(user.id()));
    /** Users by the unique id of a group. */
    public static final Index<User> USERS_BY_GROUP = USERS.index(User::groups);
    /** Users by the ARN of an attached policy. */
    public static final Index<User> USERS_BY_POLICY = USERS.index(User::attached);
    /** Users by the ARN of their permissions boundary. */
    public static final Index<User> USERS_BY_BOUNDARY =
            USERS.index(user -> Stream.ofNullable(user.boundary()).toList());
    /** Groups by unique id. */
    public static final Index<Group> GROUPS_BY_ID = GROUPS.index(group -> List.of(group.id()));
    /** Groups by the ARN of an attached policy. */
    public static final Index<Group> GROUPS_BY_POLICY = GROUPS.index(Group::attached);
    /** Roles by unique id. */
    public static final Index<Role> ROLES_BY_ID = ROLES.index(role -> List.of(role.id()));
    /** Roles by the ARN of an attached policy. */
    public static final Index<Role> ROLES_BY_POLICY = ROLES.index(Role::attached);
    /** Roles by the ARN of their permissions boundary. */
    public static final Index<Role> ROLES_BY_BOUNDARY =
            ROLES.index(role -> Stream.ofNullable(role.boundary()).toList());
    /** Access keys by the unique id of their owner. */
    public static final Index<AccessKey> ACCESS_KEYS_BY_OWNER = ACCESS_KEYS.index(key -> List.of(key.owner()));
    /** Instance profiles by the unique id of the role inside. */
    public static final Index<InstanceProfile> INSTANCE_PROFILES_BY_ROLE = INSTANCE_PROFILES.index(
            profile -> Stream.ofNullable(profile.roleId()).toList());
    /** Instance profiles by unique id. */
    public static final Index<InstanceProfile> INSTANCE_PROFILES_BY_ID =
            INSTANCE_PROFILES.index(profile -> List.of(profile.id()));
    /** Accounts by alias. */
    public static final Index<Account> ACCOUNTS_BY_ALIAS =
            ACCOUNTS.index(account -> Stream.ofNullable(account.alias()).toList());

    /** What was said about accounts, by the address in lower case. */
    public static final Index<AccountContact> ACCOUNT_CONTACTS_BY_EMAIL =
            ACCOUNT_CONTACTS.index(AccountContact::addresses);

    /** MFA devices by the unique id of their owner. */
    public static final Index<MfaDevice> MFA_DEVICES_BY_OWNER =
            MFA_DEVICES.index(device -> Stream.ofNullable(device.owner()).toList());

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(
                ACCOUNTS,
                ACCOUNT_CONTACTS,
                USERS,
                GROUPS,
                ROLES,
                POLICIES,
                RECORDED_POLICIES,
                ACCESS_KEYS,
                INSTANCE_PROFILES,
                ROLE_DELETIONS,
                FAILED_ROLE_DELETIONS,
                ROLE_USES,
                ORGANIZATIONS,
                ORGANIZATIONAL_UNITS,
                MEMBER_ACCOUNTS,
                ORGANIZATION_POLICIES,
                ROOT_ACCESS,
                SAML_PROVIDERS,
                LOGIN_PROFILES,
                SIGN_INS,
                PASSWORD_POLICIES,
                MFA_DEVICES,
                OIDC_PROVIDERS,
                TOKEN_ISSUERS,
                SEALING_KEYS);
    }

    /**
     * The tables whose changes AWS lets take effect late (IAM User Guide, "Troubleshoot IAM", "Changes that I make are not
     * always immediately visible").
     */
    public static List<Table<?>> propagated() {
        return List.of(USERS, GROUPS, ROLES, POLICIES, ACCESS_KEYS, INSTANCE_PROFILES);
    }

    /** The key of what an account names: names are unique ignoring case, so the key is in lower case. */
    public static String key(String account, String name) {
        return account + "/" + name.toLowerCase(Locale.ROOT);
    }

    /** The virtual MFA device that a serial number names, if it exists. */
    public static Optional<MfaDevice> mfaDevice(View view, String serialNumber) {
        String[] parts = serialNumber.split(":", 6);
        if (parts.length < 6 || !parts[5].startsWith("mfa/")) {
            return Optional.empty();
        }
        return view.get(MFA_DEVICES, parts[4] + "/" + parts[5].substring("mfa".length()))
                .filter(device -> device.serialNumber().equals(serialNumber));
    }

    /** The customer managed policy that an ARN names, if it exists. */
    public static Optional<CustomerPolicy> policy(View view, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6) {
            return Optional.empty();
        }
        String name = parts[5].substring(parts[5].lastIndexOf('/') + 1);
        return view.get(POLICIES, key(parts[4], name))
                .filter(policy -> policy.arn().equals(arn));
    }
}
