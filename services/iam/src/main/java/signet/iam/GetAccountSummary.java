package signet.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.CustomerPolicy;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.GetAccountSummaryInput;
import signet.model.iam.GetAccountSummaryOutput;
import signet.model.iam.IamOperations;
import signet.snapshot.Table;
import signet.snapshot.View;

/** GetAccountSummary: what the account has, and its quotas. What Signet has not counts as zero. */
record GetAccountSummary() implements Operation<GetAccountSummaryInput, GetAccountSummaryOutput> {
    private static final Map<String, Quota> QUOTAS = Map.ofEntries(
            Map.entry("AccessKeysPerUserQuota", Quota.ACCESS_KEYS_PER_USER),
            Map.entry("AssumeRolePolicySizeQuota", Quota.TRUST_POLICY_SIZE),
            Map.entry("AttachedPoliciesPerGroupQuota", Quota.POLICIES_PER_GROUP),
            Map.entry("AttachedPoliciesPerRoleQuota", Quota.POLICIES_PER_ROLE),
            Map.entry("AttachedPoliciesPerUserQuota", Quota.POLICIES_PER_USER),
            Map.entry("GroupPolicySizeQuota", Quota.INLINE_SIZE_GROUP),
            Map.entry("GroupsPerUserQuota", Quota.GROUPS_PER_USER),
            Map.entry("GroupsQuota", Quota.GROUPS),
            Map.entry("InstanceProfilesQuota", Quota.INSTANCE_PROFILES),
            Map.entry("PoliciesQuota", Quota.POLICIES),
            Map.entry("PolicySizeQuota", Quota.POLICY_SIZE),
            Map.entry("PolicyVersionsInUseQuota", Quota.POLICY_VERSIONS_IN_USE),
            Map.entry("RolePolicySizeQuota", Quota.INLINE_SIZE_ROLE),
            Map.entry("RolesQuota", Quota.ROLES),
            Map.entry("ServerCertificatesQuota", Quota.SERVER_CERTIFICATES),
            Map.entry("SigningCertificatesPerUserQuota", Quota.SIGNING_CERTIFICATES_PER_USER),
            Map.entry("UserPolicySizeQuota", Quota.INLINE_SIZE_USER),
            Map.entry("UsersQuota", Quota.USERS),
            Map.entry("VersionsPerPolicyQuota", Quota.VERSIONS_PER_POLICY));

    @Override
    public OperationModel<GetAccountSummaryInput, GetAccountSummaryOutput> model() {
        return IamOperations.GET_ACCOUNT_SUMMARY;
    }

    @Override
    public Accesses accesses(Call<GetAccountSummaryInput> call) {
        return Accesses.of(Access.to("iam:GetAccountSummary", "*"));
    }

    @Override
    public GetAccountSummaryOutput handle(Authorized<GetAccountSummaryInput> request) {
        View view = request.view();
        String account = request.account();
        Map<String, Integer> summary = new LinkedHashMap<>();
        QUOTAS.forEach((key, quota) -> summary.put(key, quota.limit()));
        summary.put("Users", count(view, account, Tables.USERS));
        summary.put("Groups", count(view, account, Tables.GROUPS));
        summary.put("Roles", count(view, account, Tables.ROLES));
        summary.put("Policies", count(view, account, Tables.POLICIES));
        summary.put("InstanceProfiles", count(view, account, Tables.INSTANCE_PROFILES));
        summary.put(
                "PolicyVersionsInUse",
                view.under(Tables.POLICIES, account + "/").values().stream()
                        .map(CustomerPolicy::versions)
                        .mapToInt(versions -> versions.size())
                        .sum());
        boolean rootKeys = !view.find(Tables.ACCESS_KEYS_BY_OWNER, account).isEmpty();
        summary.put("AccountAccessKeysPresent", rootKeys ? 1 : 0);
        summary.put(
                "GlobalEndpointTokenVersion", StsPreferences.of(view, account).tokenVersion());
        mfaDevices(view, account, summary);
        boolean rootCertificates =
                !view.find(IamTables.SIGNING_CERTIFICATES_BY_OWNER, account).isEmpty();
        summary.put("AccountSigningCertificatesPresent", rootCertificates ? 1 : 0);
        summary.put("ServerCertificates", count(view, account, IamTables.SERVER_CERTIFICATES));
        summary.put("AccountPasswordPresent", 0);
        summary.put(
                "Providers", count(view, account, Tables.OIDC_PROVIDERS) + count(view, account, Tables.SAML_PROVIDERS));
        return new GetAccountSummaryOutput(summary);
    }

    private static void mfaDevices(View view, String account, Map<String, Integer> summary) {
        List<MfaDevice> devices =
                List.copyOf(view.under(Tables.MFA_DEVICES, account + "/").values());
        List<MfaDevice> used =
                devices.stream().filter(device -> device.owner() != null).toList();
        boolean root = used.stream().anyMatch(device -> account.equals(device.owner()));
        summary.put("MFADevices", devices.size());
        summary.put("MFADevicesInUse", used.size());
        summary.put("AccountMFAEnabled", root ? 1 : 0);
    }

    private static int count(View view, String account, Table<?> table) {
        return view.under(table, account + "/").size();
    }
}
