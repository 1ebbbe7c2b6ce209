package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.AccessKey;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.AccessKeyMetadata;
import signet.model.iam.IamOperations;
import signet.model.iam.ListAccessKeysInput;
import signet.model.iam.ListAccessKeysOutput;
import signet.snapshot.View;

/** ListAccessKeys: everything of the keys but their secrets. */
record ListAccessKeys() implements Operation<ListAccessKeysInput, ListAccessKeysOutput> {
    @Override
    public OperationModel<ListAccessKeysInput, ListAccessKeysOutput> model() {
        return IamOperations.LIST_ACCESS_KEYS;
    }

    @Override
    public Accesses accesses(Call<ListAccessKeysInput> call) {
        return SelfAccess.to(call, "iam:ListAccessKeys", call.input().userName());
    }

    @Override
    public ListAccessKeysOutput handle(Authorized<ListAccessKeysInput> request) {
        ListAccessKeysInput input = request.input();
        View view = request.view();
        String owner = Self.ownerId(view, request.account(), Self.of(request.caller(), input.userName()));
        Page<AccessKey> page =
                Page.of(view.find(Tables.ACCESS_KEYS_BY_OWNER, owner), AccessKey::id, input.marker(), input.maxItems());
        return new ListAccessKeysOutput(
                page.items().stream().map(key -> metadata(view, key)).toList(), page.truncated(), page.marker());
    }

    private static AccessKeyMetadata metadata(View view, AccessKey key) {
        return AccessKeyMetadata.builder()
                .userName(AccessKeys.userName(view, key))
                .accessKeyId(key.id())
                .status(AccessKeys.status(key))
                .createDate(key.created())
                .build();
    }
}
