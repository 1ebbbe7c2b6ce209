package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

    /** One entity of the account; the key orders them by kind, then by name. */
    private sealed interface Entry {
        String key();

        record OfUser(User user) implements Entry {
            @Override
            public String key() {
                return "1" + user.key();
            }
        }

        record OfGroup(Group group) implements Entry {
            @Override
            public String key() {
                return "2" + group.key();
            }
        }

        record OfRole(Role role) implements Entry {
            @Override
            public String key() {
                return "3" + role.key();
            }
        }

        record OfPolicy(ManagedPolicyView policy) implements Entry {
            @Override
            public String key() {
                return (PolicyArn.ofAws(policy.arn()) ? "5" : "4") + policy.arn();
            }
        }
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
        List<Entry> all = entries(request.view(), request.account(), filter)
                .sorted((left, right) -> left.key().compareTo(right.key()))
                .toList();
        Page<Entry> page = Page.of(all, Entry::key, input.marker(), input.maxItems());
        return answer(page, new Details(request.view(), parts, request.account()));
    }

    private Stream<Entry> entries(View view, String account, Set<String> filter) {
        String own = account + "/";
        Stream<Entry> users = wanted(filter, "User", view.under(Tables.USERS, own).values().stream())
                .map(Entry.OfUser::new);
        Stream<Entry> groups = wanted(filter, "Group", view.under(Tables.GROUPS, own).values().stream())
                .map(Entry.OfGroup::new);
        Stream<Entry> roles = wanted(filter, "Role", view.under(Tables.ROLES, own).values().stream())
                .map(Entry.OfRole::new);
        Stream<Entry> local = wanted(filter, "LocalManagedPolicy", view.under(Tables.POLICIES, own).values().stream())
                .map(policy -> new Entry.OfPolicy(ManagedPolicyView.of(policy)));
        Stream<Entry> aws = wanted(filter, "AWSManagedPolicy", parts.permissions().awsManaged().all().stream())
                .filter(policy -> Policies.attachments(view, account, policy.arn())
                                + Policies.boundaryUses(view, account, policy.arn())
                        > 0)
                .map(policy -> new Entry.OfPolicy(ManagedPolicyView.of(policy)));
        return Stream.of(users, groups, roles, local, aws).flatMap(stream -> stream);
    }

    private static <T> Stream<T> wanted(Set<String> filter, String kind, Stream<T> entities) {
        return filter.isEmpty() || filter.contains(kind) ? entities : Stream.of();
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
