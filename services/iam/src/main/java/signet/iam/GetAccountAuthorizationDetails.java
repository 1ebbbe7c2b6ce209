package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.GetAccountAuthorizationDetailsInput;
import signet.model.iam.GetAccountAuthorizationDetailsOutput;
import signet.model.iam.GroupDetail;
import signet.model.iam.IamOperations;
import signet.model.iam.ManagedPolicyDetail;
import signet.model.iam.RoleDetail;
import signet.model.iam.UserDetail;
import signet.snapshot.View;

/** GetAccountAuthorizationDetails: everything at once. Of AWS's policies it shows those that the account uses. */
record GetAccountAuthorizationDetails(Parts parts)
        implements Operation<GetAccountAuthorizationDetailsInput, GetAccountAuthorizationDetailsOutput> {

    /** One entity of the account. */
    private sealed interface Entry {
        record OfUser(User user) implements Entry {}

        record OfGroup(Group group) implements Entry {}

        record OfRole(Role role) implements Entry {}

        record OfPolicy(ManagedPolicyView policy) implements Entry {}
    }

    @Override
    public OperationModel<GetAccountAuthorizationDetailsInput, GetAccountAuthorizationDetailsOutput> model() {
        return IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS;
    }

    @Override
    public Accesses accesses(Call<GetAccountAuthorizationDetailsInput> call) {
        return Accesses.of(Access.to("iam:GetAccountAuthorizationDetails", "*"));
    }

    @Override
    public GetAccountAuthorizationDetailsOutput handle(Authorized<GetAccountAuthorizationDetailsInput> request) {
        GetAccountAuthorizationDetailsInput input = request.input();
        Set<String> filter = input.filter() == null ? Set.of() : Set.copyOf(input.filter());
        Page<Entry> page =
                Page.of(entries(request.view(), request.account(), filter), input.marker(), input.maxItems());
        return answer(page, new Details(request.view(), parts, request.account()));
    }

    /** By kind, then by name. */
    private List<Part<?, Entry>> entries(View view, String account, Set<String> filter) {
        String own = account + "/";
        List<Part<?, Entry>> all = new ArrayList<>();
        if (wanted(filter, "User")) {
            all.add(new Part<>("1", view.under(Tables.USERS, own), user -> true, Entry.OfUser::new));
        }
        if (wanted(filter, "Group")) {
            all.add(new Part<>("2", view.under(Tables.GROUPS, own), group -> true, Entry.OfGroup::new));
        }
        if (wanted(filter, "Role")) {
            all.add(new Part<>("3", view.under(Tables.ROLES, own), role -> true, Entry.OfRole::new));
        }
        if (wanted(filter, "LocalManagedPolicy")) {
            all.add(new Part<>(
                    "4",
                    view.under(Tables.POLICIES, own),
                    policy -> true,
                    policy -> new Entry.OfPolicy(ManagedPolicyView.of(policy))));
        }
        if (wanted(filter, "AWSManagedPolicy")) {
            Policies policies = new Policies(parts.permissions());
            all.add(new Part<>(
                    "5",
                    policies.ofAws(view, account),
                    arn -> isUsed(view, account, arn),
                    arn -> new Entry.OfPolicy(policies.get(view, account, arn))));
        }
        return all;
    }

    private static boolean isUsed(View view, String account, String arn) {
        return Policies.attachments(view, account, arn) + Policies.boundaryUses(view, account, arn) > 0;
    }

    private static boolean wanted(Set<String> filter, String kind) {
        return filter.isEmpty() || filter.contains(kind);
    }

    private static GetAccountAuthorizationDetailsOutput answer(Page<Entry> page, Details details) {
        List<UserDetail> users = new ArrayList<>();
        List<GroupDetail> groups = new ArrayList<>();
        List<RoleDetail> roles = new ArrayList<>();
        List<ManagedPolicyDetail> policies = new ArrayList<>();
        for (Entry entry : page.items()) {
            switch (entry) {
                case Entry.OfUser of -> users.add(details.user(of.user()));
                case Entry.OfGroup of -> groups.add(details.group(of.group()));
                case Entry.OfRole of -> roles.add(details.role(of.role()));
                case Entry.OfPolicy of -> policies.add(details.policy(of.policy()));
            }
        }
        return new GetAccountAuthorizationDetailsOutput(
                users, groups, roles, policies, page.truncated(), page.marker());
    }
}
